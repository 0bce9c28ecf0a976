"""Walks through much of discord.py's API from one slash command and prints a line a step."""

import asyncio
import datetime as dt
import os
import traceback

import discord
from discord import app_commands

intents = discord.Intents.all()


class Nested(discord.ui.DynamicItem[discord.ui.Button], template=r"case:(?P<n>\d+):(?P<verb>claim|list)"):
    def __init__(self, n: int, verb: str):
        super().__init__(discord.ui.Button(label=verb, custom_id=f"case:{n}:{verb}"))
        self.verb = verb

    @classmethod
    async def from_custom_id(cls, interaction, item, match):
        return cls(int(match["n"]), match["verb"])

    async def callback(self, interaction: discord.Interaction):
        await interaction.response.send_message(f"pressed {self.verb}", ephemeral=True)


def labelled(text: str, component) -> discord.ui.Label:
    return discord.ui.Label(text=text, component=component)


class Form(discord.ui.Modal, title="form"):
    proof = labelled("Proof", discord.ui.FileUpload(custom_id="proof", required=False))
    share = labelled(
        "Share",
        discord.ui.RadioGroup(
            custom_id="share",
            options=[
                discord.RadioGroupOption(label="Yes", value="yes"),
                discord.RadioGroupOption(label="No", value="no", default=True),
            ],
        ),
    )
    tags = labelled(
        "Tags",
        discord.ui.CheckboxGroup(
            custom_id="tags", options=[discord.CheckboxGroupOption(label=x, value=x) for x in "abc"]
        ),
    )
    sure = labelled("Sure", discord.ui.Checkbox(custom_id="sure"))
    kind = labelled(
        "Kind",
        discord.ui.Select(
            custom_id="kind", options=[discord.SelectOption(label=x, value=x) for x in ("k1", "k2")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction):
        names = ("proof", "share", "tags", "sure", "kind")
        proof, share, tags, sure, kind = (getattr(self, name).component for name in names)
        data = (await proof.values[0].read()).decode() if proof.values else "none"
        text = f"{data}|{share.value}|{sorted(tags.values)}|{sure.value}|{kind.values}"
        await interaction.response.send_message(text, ephemeral=True)


def say(text: str) -> None:
    print(text, flush=True)


class Probe(discord.Client):
    def __init__(self):
        super().__init__(intents=intents, guild_ready_timeout=0.1)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self):
        self.add_dynamic_items(Nested)
        await self.tree.sync()

    async def on_ready(self):
        say("ready")

    async def on_message_edit(self, before, after):
        say(f"EVENT edit {before.content!r}->{after.content!r}")

    async def on_message_delete(self, message):
        say(f"EVENT delete {message.content!r}")

    async def on_raw_reaction_add(self, payload):
        say(f"EVENT react {payload.emoji}")

    async def on_member_update(self, before, after):
        say(f"EVENT member_update {after.name} roles={[role.name for role in after.roles]}")

    async def on_automod_action(self, execution):
        say(f"EVENT automod {execution.matched_keyword}")

    async def on_thread_create(self, thread):
        say(f"EVENT thread {thread.name}")

    async def on_thread_update(self, before, after):
        say(f"EVENT thread {before.name}->{after.name}")

    async def on_guild_channel_delete(self, channel):
        say(f"EVENT channel gone {channel.name}")

    async def on_guild_channel_update(self, before, after):
        everyone = after.permissions_for(after.guild.default_role)
        say(f"EVENT channel update {after.name} public={everyone.view_channel}")

    async def on_guild_role_delete(self, role):
        say(f"EVENT role gone {role.name}")

    async def on_guild_role_update(self, before, after):
        say(f"EVENT role update {after.name} manage={after.permissions.manage_messages}")

    async def on_message(self, message):
        snapshots = [snapshot.content for snapshot in message.message_snapshots]
        embeds = [embed.url for embed in message.embeds]
        poll = message.poll and message.poll.question
        say(
            f"EVENT message {message.content!r} dm={message.guild is None} forward={snapshots} "
            f"embeds={embeds} poll={poll}"
        )


bot = Probe()


class Pick(discord.ui.View):
    @discord.ui.select(cls=discord.ui.UserSelect, placeholder="who")
    async def who(self, interaction: discord.Interaction, select: discord.ui.UserSelect):
        await interaction.response.defer()
        await interaction.edit_original_response(content=f"picked {select.values[0].name}", view=None)

    @discord.ui.select(placeholder="what", options=[discord.SelectOption(label=x) for x in ("one", "two")])
    async def what(self, interaction: discord.Interaction, select: discord.ui.Select):
        await interaction.response.send_message(f"chose {select.values[0]}", ephemeral=True)


@bot.tree.command(description="view")
async def view(interaction: discord.Interaction):
    await interaction.response.send_message("choose", view=Pick())
    await interaction.followup.send("and a hidden followup", ephemeral=True)
    message = await interaction.original_response()
    await message.edit(content="choose!")


@bot.tree.context_menu(name="Who")
async def who(interaction: discord.Interaction, member: discord.Member):
    text = f"{member.name} {member.guild_permissions.moderate_members}"
    await interaction.response.send_message(text, ephemeral=True)


group = app_commands.Group(name="config", description="config")


@group.command(name="set", description="set")
async def set_both(
    interaction: discord.Interaction,
    channel: discord.TextChannel,
    role: discord.Role,
    file: discord.Attachment | None = None,
):
    await interaction.response.send_message(f"{channel.name} {role.name} {file}")


@group.command(description="auto")
async def auto(interaction: discord.Interaction, rule: str):
    await interaction.response.send_message(rule)


@auto.autocomplete("rule")
async def auto_rule(interaction: discord.Interaction, current: str):
    return [app_commands.Choice(name=x, value=x) for x in ("spam", "scam") if x.startswith(current)]


bot.tree.add_command(group)


@bot.tree.command(description="form")
async def form(interaction: discord.Interaction):
    await interaction.response.send_modal(Form())


@bot.tree.command(description="upload")
@app_commands.default_permissions(manage_guild=True)
async def upload(interaction: discord.Interaction, file: discord.Attachment):
    await interaction.response.send_message((await file.read()).decode(), ephemeral=True)


@bot.tree.command(description="card")
async def card(interaction: discord.Interaction, role: discord.Role):
    layout = discord.ui.LayoutView(timeout=None)
    layout.add_item(
        discord.ui.Container(
            discord.ui.Section(discord.ui.TextDisplay("in a section"), accessory=Nested(1, "claim")),
            discord.ui.TextDisplay(f"<@{interaction.user.id}> {role.mention}"),
            discord.ui.ActionRow(Nested(1, "list")),
        )
    )
    mentions = discord.AllowedMentions(everyone=False, users=False, roles=[role])
    await interaction.channel.send(view=layout, allowed_mentions=mentions)
    for _ in range(2):
        await interaction.channel.send("once", nonce="n1")
    invite = await bot.fetch_invite("abc", with_counts=False)
    await interaction.response.send_message(f"{invite.guild.id} {invite.guild.name}", ephemeral=True)


@bot.tree.command(description="walk")
async def walk(interaction: discord.Interaction, member: discord.Member):
    await interaction.response.defer(thinking=True)
    await walk_messages(interaction.channel)
    await walk_settings(interaction.guild, interaction.channel, member)
    await walk_members(interaction.guild, member)
    await interaction.edit_original_response(content="walked")


async def step(name: str, coroutine):
    try:
        result = await coroutine
    except Exception as error:  # noqa: BLE001  (every failure is a line for the test)
        say(f"STEP FAIL {name} {error!r}")
        traceback.print_exc()
        return None
    say(f"STEP ok {name} {str(result)[:70] if result is not None else ''}")
    return result


async def collect(iterator) -> list:
    return [one async for one in iterator]


async def walk_messages(channel: discord.TextChannel):
    nobody = discord.AllowedMentions.none()
    message = await step(
        "send", channel.send("hello @everyone", embed=discord.Embed(title="t"), allowed_mentions=nobody)
    )
    await step("reply", message.reply("re"))
    await step("edit", message.edit(content="hello2"))
    await step("react", message.add_reaction("👍"))
    await step("unreact", message.remove_reaction("👍", bot.user))
    await step("fetch", channel.fetch_message(message.id))
    await step("history", collect(channel.history(limit=5)))
    await step("pin", message.pin())
    await step("thread", message.create_thread(name="case-1"))
    thread = await step("private thread", channel.create_thread(name="case-2"))
    await step("thread send", thread.send("in thread"))
    await step("archive", thread.edit(archived=True, locked=True))
    three = [await channel.send(str(n)) for n in range(3)]
    await step("bulk", channel.delete_messages(three, reason="x"))
    await step("purge", channel.purge(limit=2, check=lambda one: one.content == "re"))
    await step("file", channel.send(file=discord.File(__file__, filename="log.txt")))
    layout = discord.ui.LayoutView()
    button = discord.ui.Button(label="b", custom_id="v2b")
    layout.add_item(
        discord.ui.Container(discord.ui.TextDisplay("v2 text"), discord.ui.ActionRow(button)),
    )
    await step("components v2", channel.send(view=layout))


async def walk_settings(guild: discord.Guild, channel: discord.TextChannel, member: discord.Member):
    role = await step("role", guild.create_role(name="muted"))
    await step("give role", member.add_roles(role, reason="r"))
    await step("take role", member.remove_roles(role))
    over = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    private = await step("private channel", guild.create_text_channel("review", overwrites=over))
    await step("overwrite", private.set_permissions(member, view_channel=True))
    await step("channel edit", private.edit(topic="x", slowmode_delay=5))
    await step("webhook", private.create_webhook(name="log"))
    await step("webhook send", (await private.webhooks())[0].send("by hook", wait=True, username="Log"))
    rule = await step(
        "automod create",
        guild.create_automod_rule(
            name="kw",
            event_type=discord.AutoModRuleEventType.message_send,
            enabled=True,
            trigger=discord.AutoModTrigger(
                type=discord.AutoModRuleTriggerType.keyword, keyword_filter=["*bad*"]
            ),
            actions=[
                discord.AutoModRuleAction(channel_id=channel.id),
                discord.AutoModRuleAction(custom_message="no"),
            ],
        ),
    )
    await step("automod list", guild.fetch_automod_rules())
    await step("automod edit", rule.edit(name="kw2"))


async def walk_members(guild: discord.Guild, member: discord.Member):
    await step("timeout", member.timeout(dt.timedelta(minutes=5), reason="t"))
    await asyncio.sleep(0.2)
    await step("untimeout", member.timeout(None))
    await step("fetch member", guild.fetch_member(member.id))
    await step("dm", member.send("dm"))
    await step("audit", collect(guild.audit_logs(limit=5)))
    await step("ban", guild.ban(discord.Object(member.id), reason="b"))
    await step("bans", collect(guild.bans()))
    await step("unban", guild.unban(discord.Object(member.id)))
    await step("chunk", guild.chunk())
    await step("app", bot.application_info())


bot.run(os.environ["DISCORD_TOKEN"])
