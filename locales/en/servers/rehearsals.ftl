# A test that cards arrive: the button in the answer to /setup, the test's message and card, and how they go
rehearsal-button-begin = Report a test message
rehearsal-button-end = Take the test away
rehearsal-button-card = Go to its card
rehearsal-button-message = Go to message
rehearsal-message = 🧪 **Test.** I wrote this message so that it can be reported. Nobody did anything wrong.
rehearsal-card-title = 🧪 Test: a card looks like this
rehearsal-card = Reports: 1, by me, at { $when }. A card of a real case says who wrote the message, where, and with which link, and has the buttons to decide it. This one is no case: nobody is alerted, nothing is counted, nothing is shared.
rehearsal-hint = It goes by itself at { $when }.
rehearsal-arrived = ✅ **The test worked.** I wrote a message, it was reported, and its card stands in the review channel. So will the card of a real report. Both go by themselves at { $when }.
rehearsal-not-yet = ⚠️ **The card has not arrived yet.** The test is saved, nothing that I know of is missing, and I go on trying until { $when }. If no card stands in the review channel by then, Discord takes nothing from me at the moment: look again with `/setup`.
rehearsal-problem-unset = ⚠️ **No card can arrive:** there is no review channel. Name one with `/setup review_channel:`, then try again.
rehearsal-problem-deleted = ⚠️ **No card can arrive:** the review channel is gone. Name another with `/setup review_channel:`, then try again.
rehearsal-problem-public = ⚠️ **No card can arrive:** members who do not moderate can read the review channel. `/setup` says who they are and what to change. Then try again.
rehearsal-problem-forbidden = ⚠️ **No card can arrive:** I need **View Channel** and **Send Messages** in the review channel. Give me both, then try again.
rehearsal-ended = The test is being taken away.
rehearsal-over = This test is over already. Its message and its card are gone, or go as soon as I may reach them; whoever manages messages can delete them by hand, too.
