"""A reader: one encoder with adapters and, on it, the heads of both tasks."""
import torch
from torch import nn

import acts
import attribution
import files
import taught
import units
from encoder import Encoder

HIDDEN = {"attribution": .06, "acts": .08, "taught": .06}  # share of the pieces that is hidden in training


class Reader(nn.Module):
    def __init__(self, folder, rank, roots, dtype=torch.bfloat16):
        super().__init__()
        self.encoder = Encoder(folder, rank, dtype)
        self.attribution = attribution.Heads(self.encoder.width)
        self.acts = acts.Heads(self.encoder.width, roots)
        self.roots = roots

    def states(self, rows, drop=0.0, mask_id=None):
        """Vectors of the pieces of units, [units, pieces, width]; in training a share of the pieces is hidden."""
        ids, lengths = units.padded([u.ids for u in rows], self.encoder.pad)
        if self.training and drop:
            hidden = (torch.rand(ids.shape) < drop) & (ids != self.encoder.pad)
            hidden[:, 0] = False
            ids = ids.masked_fill(hidden, mask_id)
        return self.encoder(ids, lengths)

    def loss(self, task, rows, mask_id):
        states = self.states([e.unit for e in rows], HIDDEN[task], mask_id)
        if task == "taught":
            return taught.loss_of(self, states, rows)
        if task == "attribution":
            return attribution.loss_of(self.attribution, states, rows)
        return acts.loss_of(self.acts, states, rows)

    def write(self, path):
        tensors = {**attribution.tensors(self.attribution), **acts.tensors(self.acts)}
        files.write(path, self.encoder, tensors, labels=",".join(attribution.LAYERS), types=",".join(acts.TYPES),
                    flags=",".join(acts.FLAGS), roots=",".join(self.roots), signs=",".join(acts.SIGNS))
