"""The encoders as PyTorch modules, with low-rank adapters.

Reads the published folders (config.json, model.safetensors, tokenizer.json) of BERT and MPNet models.  The published weights stay
as they are; what is trained is a product b @ a of small matrices that is added to each of them (Hu et al. 2021, LoRA).
"""
import json
import math
import os

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

BERT = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "output": "attention.output.dense", "inner": "intermediate.dense", "outer": "output.dense"}
MPNET = {"query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v",
         "output": "attention.attn.o", "inner": "intermediate.dense", "outer": "output.dense"}
NORMS = {"bert": ("attention.output.LayerNorm", "output.LayerNorm"), "mpnet": ("attention.LayerNorm", "output.LayerNorm")}


class Adapted(nn.Module):
    """A published affine layer plus the product of two small matrices."""

    def __init__(self, weight, bias, rank, dtype):
        super().__init__()
        self.register_buffer("weight", weight.to(dtype))
        self.register_buffer("bias", bias.to(dtype))
        self.a = nn.Parameter(torch.randn(rank, weight.shape[1]) / math.sqrt(weight.shape[1]))
        self.b = nn.Parameter(torch.zeros(weight.shape[0], rank))

    def forward(self, x):
        low = functional.linear(x, self.a.to(x.dtype)).flatten(0, -2)
        plain = functional.linear(x, self.weight, self.bias)
        return torch.addmm(plain.flatten(0, -2), low, self.b.to(x.dtype).T).view_as(plain)


class Layer(nn.Module):
    """Attention and a feed-forward net, each followed by a norm."""

    def __init__(self, take, prefix, kind, heads, epsilon, rank, dtype):
        super().__init__()
        self.heads, self.epsilon = heads, epsilon
        names = BERT if kind == "bert" else MPNET
        for name, stored in names.items():
            setattr(self, name, Adapted(take(f"{prefix}.{stored}.weight"), take(f"{prefix}.{stored}.bias"), rank, dtype))
        for name, stored in zip(("first", "second"), NORMS[kind]):
            self.register_buffer(f"{name}_gain", take(f"{prefix}.{stored}.weight"))
            self.register_buffer(f"{name}_bias", take(f"{prefix}.{stored}.bias"))

    def forward(self, x, mask, dtype):
        batch, length, width = x.shape
        low = x.to(dtype)
        split = lambda t: t.view(batch, length, self.heads, -1).transpose(1, 2)
        weight = split(self.query(low)) @ split(self.key(low)).transpose(2, 3) / math.sqrt(width // self.heads) + mask
        mixed = torch.softmax(weight, -1) @ split(self.value(low))
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        x = functional.layer_norm(x + mixed, (width,), self.first_gain, self.first_bias, self.epsilon)
        wide = self.outer(functional.gelu(self.inner(x.to(dtype))))
        return functional.layer_norm(x + wide, (width,), self.second_gain, self.second_bias, self.epsilon)


class Encoder(nn.Module):
    """Rows of piece ids to their vectors."""

    def __init__(self, folder, rank, dtype=torch.bfloat16):
        super().__init__()
        with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
            config = json.load(file)
        stored = load_file(os.path.join(folder, "model.safetensors"))
        stored = {name.removeprefix("bert.").removeprefix("mpnet."): tensor.float() for name, tensor in stored.items()}
        take = stored.__getitem__
        self.kind, self.width, self.dtype = config["model_type"], config["hidden_size"], dtype
        self.pad = 0 if self.kind == "bert" else 1
        self.epsilon = config["layer_norm_eps"]
        self.register_buffer("word", take("embeddings.word_embeddings.weight"))
        self.register_buffer("place", take("embeddings.position_embeddings.weight"))
        kind = stored.get("embeddings.token_type_embeddings.weight")
        self.register_buffer("segment", kind[0] if kind is not None else torch.zeros(self.width))
        self.register_buffer("gain", take("embeddings.LayerNorm.weight"))
        self.register_buffer("bias", take("embeddings.LayerNorm.bias"))
        self.near = stored.get("encoder.relative_attention_bias.weight")
        self.layers = nn.ModuleList(Layer(take, f"encoder.layer.{n}", self.kind, config["num_attention_heads"], self.epsilon, rank,
                                          dtype)
                                    for n in range(config["num_hidden_layers"]))

    def bias_of_distance(self, length):
        """MPNet's bias of relative positions: 32 buckets, two-sided, T5's way."""
        place = torch.arange(length)
        far = place[None, :] - place[:, None]
        bucket = (far > 0).long() * 16
        far = far.abs()
        large = 8 + (torch.log(far.clamp(min=1).float() / 8) / math.log(128 / 8) * 8).long()
        bucket += torch.where(far < 8, far, large.clamp(max=15))
        return self.near[bucket].permute(2, 0, 1)[None]

    def forward(self, ids, lengths):
        length = ids.shape[1]
        first = 0 if self.kind == "bert" else 2
        x = self.word[ids] + self.place[first:first + length] + self.segment
        x = functional.layer_norm(x, (self.width,), self.gain, self.bias, self.epsilon)
        inside = torch.arange(length)[None, :] < lengths[:, None]
        mask = torch.zeros(len(ids), 1, 1, length).masked_fill(~inside[:, None, None, :], -1e4)
        if self.near is not None:
            mask = mask + self.bias_of_distance(length)
        mask = mask.to(self.dtype)
        for layer in self.layers:
            x = layer(x, mask, self.dtype)
        return x

    def freeze(self, count):
        """Leave the lowest layers as published."""
        for layer in self.layers[:count]:
            layer.requires_grad_(False)

    def adapters(self):
        """What is trained, by the names of the shipped file."""
        out = {}
        for number, layer in enumerate(self.layers):
            for name in BERT:
                part = getattr(layer, name)
                out[f"adapter.{number}.{name}.a"] = part.a
                out[f"adapter.{number}.{name}.b"] = part.b
        return out
