"""AdamW (arXiv:1711.05101), by hand: that of torch.optim loads torch's compiler, which takes longer than a short training."""

import math

import torch


class AdamW:
    """Weights of one dimension, the scales of norms, do not decay."""

    def __init__(self, model: torch.nn.Module, betas: tuple[float, float], decay: float, epsilon: float = 1e-8) -> None:
        self.weights = list(model.parameters())
        self.first = [torch.zeros_like(weight) for weight in self.weights]
        self.second = [torch.zeros_like(weight) for weight in self.weights]
        self.betas, self.decay, self.epsilon = betas, decay, epsilon
        self.steps = 0

    @torch.no_grad()
    def step(self, rate: float) -> None:
        """Changes the weights along their gradients, and forgets these."""
        self.steps += 1
        one, two = self.betas
        scale = rate / (1 - one**self.steps)
        root = math.sqrt(1 - two**self.steps)
        for weight, first, second in zip(self.weights, self.first, self.second, strict=True):
            gradient = weight.grad
            if weight.dim() > 1:
                weight.mul_(1 - rate * self.decay)
            first.lerp_(gradient, 1 - one)
            second.mul_(two).addcmul_(gradient, gradient, value=1 - two)
            weight.addcdiv_(first, (second.sqrt() / root).add_(self.epsilon), value=-scale)
            weight.grad = None
