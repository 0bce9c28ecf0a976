# Precedents that a draft can be made of. A name has at most 100 characters, a headline 150, a body 2,000.

command-campaign-precedent = Write an update about a decision elsewhere; the form is filled, with its source
command-campaign-precedent-which = The decision
precedent-unknown = I know no such decision. Please choose one from the list.
precedent-complainants-2017-name = 2017: complainants' names went to the owners of sites
precedent-complainants-2017-headline = May 2017: complainants' names and addresses went to the owners of the sites they complained about
precedent-complainants-2017-body = On 4 May 2017 ProPublica reported that Cloudflare passed the names and e-mail addresses of people who complained about hate sites on to those sites, and that some of them were harassed for it. The company announced soon after that complaints could in some cases be made without one's name being passed on.

    Whoever complains should think first about who will read it.
precedent-dropped-2017-name = 2017: a provider drops a neo-Nazi site
precedent-dropped-2017-headline = August 2017: Cloudflare ended its service for a neo-Nazi site
precedent-dropped-2017-body = On 16 August 2017 Cloudflare ended its service for a neo-Nazi site. Until then it had said that it does not judge what its customers publish. Its head wrote the same day why the company had done so, and that he found such decisions dangerous for a company to make.
precedent-dropped-2019-name = 2019: a provider drops an image board
precedent-dropped-2019-headline = August 2019: Cloudflare ended its service for an image board
precedent-dropped-2019-body = On 5 August 2019, after an attack in El Paso, Cloudflare ended its service for an image board on which the attacker was believed to have announced it. The company wrote that the board had proven itself to be lawless, and that this had led to deaths.
precedent-refused-2022-name = 2022: a provider refuses to drop a forum
precedent-refused-2022-headline = 31 August 2022: Cloudflare explained why it would not end its protection for a site because of what it says
precedent-refused-2022-body = On 31 August 2022, while many asked it to drop a harassment forum, Cloudflare published how it deals with abuse. It named its decisions of 2017 and 2019, said that it was asked to drop others' sites after each of them, and that ending protection against attacks is not its answer to what a site says. It did not name the forum.
precedent-dropped-2022-name = 2022: the provider drops the forum after all
precedent-dropped-2022-headline = 3 September 2022: Cloudflare blocked the harassment forum after all
precedent-dropped-2022-body = On 3 September 2022, three days after it had explained why it would not, Cloudflare blocked the harassment forum. It wrote that targeted threats had grown within two days into an emergency and an immediate threat to human life, and that the campaign was not its reason.
