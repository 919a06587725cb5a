"""Trained files: what ships (safetensors, see data/models/README.md) and checkpoints to go on from."""
import os

import torch
from safetensors.torch import load_file, save_file

NAMES = {"bert": "all-MiniLM-L6-v2", "mpnet": "all-mpnet-base-v2"}


def write(path, encoder, tensors, **said):
    """Adapters and heads: matrices in 16 bits, the rest in 32."""
    everything = {**encoder.adapters(), **tensors}
    stored = {name: tensor.detach().to(torch.float16 if tensor.dim() == 2 else torch.float32).contiguous()
              for name, tensor in everything.items()}
    save_file(stored, path + ".part", metadata={"encoder": NAMES[encoder.kind], **said})
    os.replace(path + ".part", path)


def warm(encoder, path):
    """Begin with the adapters of a trained file."""
    stored = load_file(path)
    with torch.no_grad():
        for name, tensor in encoder.adapters().items():
            tensor.copy_(stored[name].float())


def trained(module):
    return {name: value.detach() for name, value in module.named_parameters()}


def checkpoint(path, reader, optimizer, schedule, generator, **where):
    """All that a stopped run needs to go on."""
    torch.save({"reader": trained(reader), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
                "generator": generator.get_state(), "random": torch.get_rng_state(), **where}, path + ".checkpoint.part")
    os.replace(path + ".checkpoint.part", path + ".checkpoint")


def resume(path):
    try:
        return torch.load(path + ".checkpoint")
    except FileNotFoundError:
        return None


def restore(state, reader, optimizer, schedule, generator):
    reader.load_state_dict(state["reader"], strict=False)
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    generator.set_state(state["generator"])
    torch.set_rng_state(state["random"])
