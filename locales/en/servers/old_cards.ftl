# A card below which a newer one about the same stands

card-is-old = ⬇️ This card is over, and what it says may have changed since. A newer one about the same stands further down in this channel.
