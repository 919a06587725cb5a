"""What another reader said of text that nobody marked (teach.py), as probabilities to come near to."""
import torch
from torch.nn import functional

import acts
import units


class Example:
    """A unit and the teacher's answers about its words."""

    def __init__(self, stored):
        self.unit = units.Unit(**stored["unit"])
        self.kind, self.tags = stored["kind"], stored["tags"]  # [words, types], [layers, words, 3]
        self.at, self.flags = stored["at"], stored["flags"]    # predicates, [predicates, flags]
        self.roles = stored["roles"]                           # {role: [predicates, nobody and words]}


def examples(path):
    return [Example(stored) for stored in torch.load(path)]


def soft(said, taught):
    """Cross entropy against probabilities, a word."""
    return -(taught * said).sum(-1)


def loss_of(reader, states, rows):
    """How far a pupil is from its teacher, the mean over the units of a batch."""
    loss = 0.0
    for state, example in zip(states, rows):
        words = functional.dropout(state[example.unit.first], .1, reader.training)
        hidden = reader.acts.act_vectors(words, .1)
        loss = loss + soft(functional.log_softmax(reader.acts.kind(hidden), 1), example.kind.float()).sum()
        loss = loss + soft(reader.attribution.scores(words[None])[0], example.tags.float()).sum()
        if len(example.at):
            loss = loss + functional.binary_cross_entropy_with_logits(reader.acts.flag(hidden[example.at]),
                                                                      example.flags.float(), reduction="sum")
            for role in acts.ROLES:
                logits = getattr(reader.acts, role)(words, example.at.tolist())
                loss = loss + 2 * soft(functional.log_softmax(logits, 1), example.roles[role].float()).sum()
    return loss / len(rows)
