# Who serves a campaign's site; the draft of a complaint

command-campaign-facts = What registries say of who serves the campaign's site, and since when
command-campaign-complaint = Draft a complaint to whoever serves the site; only you see it, and I send nothing

facts-title = ## Who serves the site: { $title }
facts-off = I do not ask: the person who runs this bot has not switched it on. What stands here was asked before.
facts-no-hosts = The campaign is linked to no site, or no host of its site stands on this server's list.
facts-not-asked = Not asked yet.
facts-whom = I ask registries and a resolver once a day, never the site itself. What two answers agree on is believed; what was not answered changes nothing.
facts-registrar = Registered through
facts-name-servers = Name servers run by
facts-owner = Served from the network of
facts-line = { $name } **{ $value }**, since { $since } (heard last { $seen })
facts-line-other = -# One answer said **{ $other }**. When a second one agrees, I draft an update.
facts-line-not-known = { $name }: not known. { $why } (asked { $asked })
facts-line-problem = -# Asked again { $asked }: not known. { $why }
facts-not-known-silent = Whoever was asked did not answer.
facts-not-known-refused = The resolver could not answer.
facts-not-known-no-name = There is no such name, or no address behind it.
facts-not-known-garbled = What came was no answer to what was asked.

# Drafts of updates, which may be approved as they are: at most 150 characters for a headline, 2,000 for a body
facts-draft-headline-registrar = The site's domain is now registered through { $name }
facts-draft-headline-name_servers = The site's name servers are now run by { $name }
facts-draft-headline-owner = The site is now served from the network of { $name }
facts-draft-body-registrar = The domain of { $host } is registered through { $after } since { $now } or some days before. From { $since } to { $seen } it was registered through { $before }.

    This is what registries say; they were asked on two days.
facts-draft-body-name_servers = The name servers of { $host } are run by { $after } since { $now } or some days before. From { $since } to { $seen } they were run by { $before }.

    This is what registries say; they were asked on two days.
facts-draft-body-owner = { $host } is served from the network of { $after } since { $now } or some days before. From { $since } to { $seen } it was served from the network of { $before }.

    This is what a resolver and registries say; they were asked on two days.

# The answer of /campaign complaint
complaint-title = ## A draft of a complaint: { $title }
complaint-sent-by-nobody = **I send nothing.** Whoever sends this is known to whoever gets it: by name, by mail address, or by what the form asks for.
complaint-passes-on = ⚠️ **{ $name } is known to have passed complaints on to the owners of the sites they were about, with the names and addresses of those who complained** (reported { $day }: { $source }). People were harassed for it. Expect that those whom this is about read every word, and learn who sent it. Choose to stay unnamed where the form lets you.
complaint-may-be-passed-on = ⚠️ **Expect that it is passed on.** Many providers hand complaints to the owner of the site, with the name and address of who complained. Read what the provider says about that before you send anything.
complaint-be-careful = Send it from an address that leads to nobody's home, name no member and nobody who is targeted, and talk about it with your team first. Places that a list holds are written with `[.]`; write them out only where you send it.
complaint-no-evidence = ⚠️ No update of this campaign has a source yet. A complaint without sources is seldom read; add them with `/campaign correct`.

# The draft itself: plain text
complaint-text-head = To the department that deals with abuse,
complaint-text-hosts = this is about the following site:
complaint-text-registrar = registered through
complaint-text-name_servers = name servers run by
complaint-text-owner = served from the network of
complaint-text-fact = { $name } { $value }
complaint-text-ask = What we ask:
complaint-text-ask-usual = Please look at this site under your own terms, and end your service for it where they forbid it.
complaint-text-evidence = What happened, with sources:
complaint-text-line = { $day }: { $headline } { $source }
complaint-text-page = More about it: { $link }
complaint-text-end = Please do not pass on who sent this, or how they can be reached, to the owner of the site or to anybody else outside your company. Please tell us first if you have to.
