# Who can read the review channel, in /setup and to managers
command-setup-review-reader = One more role that may read the review channel though its members do not moderate
setup-review-readers = May read the review channel besides moderators: { $roles }
setup-review-is-public = ⚠️ The review channel can be read by everyone, so cards wait. Deny **View Channel** to @everyone there, or name another with `/setup review_channel:`.
setup-review-is-open = ⚠️ The review channel can be read by members who do not moderate, so cards wait. These roles open it: { $roles }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. Take **View Channel** there from each of them. If its members do moderate, give the role Manage Messages or name it with `/setup moderator_role:`. If its few members may read along, say so with `/setup review_reader:`.
setup-review-read-alone = ⚠️ The review channel lets single members in whom I do not know to be moderators: { $members }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. I post there all the same; please check that each of them may read reports.
setup-review-public = { $channel } can be read by everyone in this server. Reports must stay private: deny **View Channel** to @everyone there, or name another channel. Nothing was changed.
setup-review-open = { $channel } can be read by members who do not moderate. These roles open it: { $roles }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. Reports must stay private: take **View Channel** there from each of them, or name another channel. If its members do moderate, give the role Manage Messages or name it with `moderator_role:`. If its few members may read along, name it with `review_reader:`. Nothing was changed.
setup-reader-many = { $members } members have { $role }. A role that may read the review channel besides moderators has at most { $limit }. Nothing was changed.
notice-review-public = The review channel of **{ $server }** can now be read by everyone, so I post no cards there. Reports are still taken and none is lost. Please make the channel private again, or name another with `/setup review_channel:`.
notice-review-open = The review channel of **{ $server }** can be read by members who do not moderate, so I post no cards there. These roles open it: { $roles }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. Reports are still taken and none is lost. Please take View Channel there from these roles; `/setup` in the server says what else you can do.
