"""The processes that train together, each with its share of the batch: data parallel, by torch.distributed."""

import os

import torch
import torch.distributed as dist


class Ranks:
    """
    This process among the others. `torchrun` says it by RANK, WORLD_SIZE and LOCAL_RANK; where there is one process a node, the
    launchers of tokwatt say it by NODE_RANK and NNODES; all say by MASTER_ADDR and MASTER_PORT where to meet.
    """

    def __init__(self, device: str) -> None:
        of = os.environ.get
        self.rank = int(of("RANK") or of("NODE_RANK") or 0)
        self.count = int(of("WORLD_SIZE") or of("NNODES") or 1)
        self.device = torch.device(device, int(of("LOCAL_RANK") or 0)) if device == "cuda" else torch.device(device)
        if self.device.type == "cuda":
            torch.cuda.set_device(self.device)
        if self.count > 1:
            backend = "nccl" if self.device.type == "cuda" else "gloo"
            dist.init_process_group(backend, rank=self.rank, world_size=self.count)

    def average(self, model: torch.nn.Module, loss: torch.Tensor) -> float:
        """Puts the mean of all ranks' gradients into the model, and returns the mean of their losses."""
        if self.count == 1:
            return loss.item()
        gradients = [weight.grad for weight in model.parameters() if weight.grad is not None]
        # One exchange of everything.
        flat = torch.cat([loss.detach().float().view(1), *(gradient.flatten() for gradient in gradients)])
        dist.all_reduce(flat)
        flat /= self.count
        parts = flat[1:].split([gradient.numel() for gradient in gradients])
        for gradient, part in zip(gradients, parts, strict=True):
            gradient.copy_(part.view_as(gradient))
        return flat[0].item()

    def leave(self) -> None:
        """Waits for all, so that none is gone while another still needs it."""
        if self.count > 1:
            dist.barrier()
            dist.destroy_process_group()
