# Texts that are blurred for a moderator who chose so
blur-button-on = Blur texts for me
blur-button-off = Stop blurring for me
