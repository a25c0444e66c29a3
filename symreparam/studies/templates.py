"""The layout of emitted source code; `emit` fills the slots."""

from __future__ import annotations

from collections.abc import Mapping

_HEAD = '''"""{target}, reparameterized by {kind}.

z = {map_text} with {noise_text}
has this law: symreparam proved it in {steps} steps. The noise has no parameters.
"""
'''


def numpy_module(slots: Mapping[str, str]) -> str:
    """A module with `sample(rng, ..)` and `log_prob(z, ..)`."""
    return "".join(
        (
            _HEAD.format(**slots),
            "\nimport numpy as np\nfrom scipy import special\n",
            "\n\ndef sample(rng{arguments}, size=None):\n".format(**slots),
            '    """A sample of {target}; rng is a numpy Generator."""\n'.format(**slots),
            f"{slots['noise']}\n    return {slots['map']}\n",
            "\n\ndef log_prob(z{arguments}):\n".format(**slots),
            '    """The logarithm of the density at z, -inf outside of the support."""\n',
            _numpy_density(slots),
        )
    )


def _numpy_density(slots: Mapping[str, str]) -> str:
    if not slots["inside"]:
        return f"    z = np.asarray(z, dtype=float)\n    return {slots['log_density']}\n"
    return (
        "    z = np.asarray(z, dtype=float)\n"
        f"    inside = {slots['inside']}\n"
        f"    z = np.where(inside, z, {slots['inner']})\n"
        f"    return np.where(inside, {slots['log_density']}, -np.inf)\n"
    )


def torch_module(slots: Mapping[str, str], parameters: list[str]) -> str:
    """A `torch.distributions.Distribution` with `rsample` and `log_prob`."""
    own = ", ".join(f"self.{name}" for name in parameters)
    names = ", ".join(parameters)
    unpacked = f"        {names} = {own}\n" if parameters else ""
    first = f"self.{parameters[0]}" if parameters else "torch.zeros(())"
    store = _stored(parameters)
    return "".join(
        (
            _HEAD.format(**slots),
            "\nimport math\n\nimport torch\nfrom torch.distributions import Distribution\n",
            f"\n\nclass {slots['family']}(Distribution):\n",
            f'    """{slots["target"]}: gradients flow through rsample."""\n\n',
            "    has_rsample = True\n    arg_constraints = {}\n\n",
            f"    def __init__(self{slots['arguments']}, validate_args=None):\n{store}",
            "        super().__init__(shape, validate_args=False)\n\n",
            "    def rsample(self, sample_shape=torch.Size()):\n",
            "        shape = self._extended_shape(sample_shape)\n",
            f"        kind = dict(dtype={first}.dtype, device={first}.device)\n",
            "        tiny = torch.finfo(kind['dtype']).tiny\n" if "tiny" in slots["noise"] else "",
            f"{unpacked}{slots['noise']}\n        return {slots['map']}\n\n",
            f"    def log_prob(self, z):\n{unpacked}{_torch_density(slots)}",
        )
    )


def _stored(parameters: list[str]) -> str:
    if not parameters:
        return "        shape = torch.Size()\n"
    tensors = ", ".join(f"torch.as_tensor({name})" for name in parameters)
    own = ", ".join(f"self.{name}" for name in parameters)
    comma = "," if len(parameters) == 1 else ""
    return (
        f"        {own}{comma} = torch.broadcast_tensors({tensors})\n"
        f"        shape = self.{parameters[0]}.shape\n"
    )


def _torch_density(slots: Mapping[str, str]) -> str:
    if not slots["inside"]:
        return f"        return {slots['log_density']}\n"
    return (
        f"        inside = {slots['inside']}\n"
        f"        z = torch.where(inside, z, {slots['inner']})\n"
        f"        value = {slots['log_density']}\n"
        "        return torch.where(inside, value, torch.full_like(value, -math.inf))\n"
    )
