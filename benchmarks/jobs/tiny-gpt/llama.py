"""Llama's architecture in plain PyTorch, small enough to be read whole.

Modules have the names of Hugging Face's `LlamaForCausalLM`, so that the weights are a checkpoint of it as they are.
"""

import dataclasses
import pathlib

import torch
import torch.nn.functional as F
import yaml
from torch import nn

NORM_EPSILON = 1e-5
ROPE_THETA = 10_000.0
WEIGHT_DEVIATION = 0.02


@dataclasses.dataclass(frozen=True)
class Architecture:
    """The fields of a model file of tokwatt that such a model is made from."""

    layers: int
    hidden: int
    inner: int
    vocabulary: int
    heads: int
    kv_heads: int
    head_dim: int

    @staticmethod
    def read(file: pathlib.Path) -> "Architecture":
        """Ends with an error where the file describes anything but a dense Llama with untied embeddings."""
        model = yaml.safe_load(file.read_text(encoding="utf-8"))
        attention = model["attention"]
        is_llama = (
            attention["kind"] == "gqa"
            and "slidingWindow" not in attention
            and model["innerMatrices"] == 3
            and model["tiedEmbeddings"] is False
            and "experts" not in model
            and model.get("predictionLayers", 0) == 0
        )
        if not is_llama:
            raise SystemExit(f"{file} is not a dense Llama with gated feed-forward and untied embeddings")
        return Architecture(
            layers=model["layers"],
            hidden=model["hiddenDim"],
            inner=model["innerDim"],
            vocabulary=model["vocabulary"],
            heads=attention["heads"],
            kv_heads=attention["kvHeads"],
            head_dim=attention["headDim"],
        )


class Attention(nn.Module):
    """Causal attention; a key-value head serves a group of query heads."""

    def __init__(self, a: Architecture) -> None:
        super().__init__()
        self.head_dim = a.head_dim
        self.group = a.heads // a.kv_heads
        self.q_proj = nn.Linear(a.hidden, a.heads * a.head_dim, bias=False)
        self.k_proj = nn.Linear(a.hidden, a.kv_heads * a.head_dim, bias=False)
        self.v_proj = nn.Linear(a.hidden, a.kv_heads * a.head_dim, bias=False)
        self.o_proj = nn.Linear(a.heads * a.head_dim, a.hidden, bias=False)

    def forward(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            project(x).view(batch, length, -1, self.head_dim).transpose(1, 2)
            for project in (self.q_proj, self.k_proj, self.v_proj)
        )
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        k, v = (t.repeat_interleave(self.group, dim=1) for t in (k, v))
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.o_proj(mixed.transpose(1, 2).reshape(batch, length, -1))


class FeedForward(nn.Module):
    def __init__(self, a: Architecture) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(a.hidden, a.inner, bias=False)
        self.up_proj = nn.Linear(a.hidden, a.inner, bias=False)
        self.down_proj = nn.Linear(a.inner, a.hidden, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, a: Architecture) -> None:
        super().__init__()
        self.input_layernorm = nn.RMSNorm(a.hidden, eps=NORM_EPSILON)
        self.self_attn = Attention(a)
        self.post_attention_layernorm = nn.RMSNorm(a.hidden, eps=NORM_EPSILON)
        self.mlp = FeedForward(a)

    def forward(self, x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cos, sin)
        return x + self.mlp(self.post_attention_layernorm(x))


class Decoder(nn.Module):
    def __init__(self, a: Architecture) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(a.vocabulary, a.hidden)
        self.layers = nn.ModuleList(Layer(a) for _ in range(a.layers))
        self.norm = nn.RMSNorm(a.hidden, eps=NORM_EPSILON)


class Llama(nn.Module):
    """Weights are drawn from torch's own generator: seed it before."""

    def __init__(self, a: Architecture) -> None:
        super().__init__()
        self.head_dim = a.head_dim
        self.model = Decoder(a)
        self.lm_head = nn.Linear(a.hidden, a.vocabulary, bias=False)
        for weight in self.parameters():
            if weight.dim() == 2:
                nn.init.normal_(weight, std=WEIGHT_DEVIATION)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        """Logits, `[batch, length, vocabulary]`, of tokens, `[batch, length]`."""
        cos, sin = rotation(tokens.shape[1], self.head_dim, tokens.device)
        x = self.model.embed_tokens(tokens)
        for layer in self.model.layers:
            x = layer(x, cos, sin)
        return self.lm_head(self.model.norm(x))


def rotation(length: int, head_dim: int, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """Cosines and sines of the rotary embedding, `[length, head_dim]`, in the halves that Hugging Face and vLLM use."""
    speeds = ROPE_THETA ** -(torch.arange(0, head_dim, 2, device=device).float() / head_dim)
    angles = torch.outer(torch.arange(length, device=device).float(), speeds)
    angles = torch.cat([angles, angles], dim=-1)
    return angles.cos(), angles.sin()


def rotate(x: torch.Tensor, cos: torch.Tensor, sin: torch.Tensor) -> torch.Tensor:
    first, second = x.chunk(2, dim=-1)
    return x * cos.to(x.dtype) + torch.cat([-second, first], dim=-1) * sin.to(x.dtype)
