"""The Discord layer: translate what arrives, await one service call, render what comes back."""
