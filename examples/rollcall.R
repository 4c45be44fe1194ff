# The record in R: read through a pipe, drawn, and as a roll call object for pscl, wnominate and emIRT.
#
#     Rscript examples/rollcall.R DIRECTORY
#
# `scrutineer` has to be on the path; which book it reads, SCRUTINEER_BOOK says. The figure and the matrix go into
# the directory, which must not be there yet.

directory <- commandArgs(trailingOnly = TRUE)[1]

# The answer of a command as a data frame. NA is what is missing, not Namibia.
answer <- function(...) {
  command <- paste("scrutineer", paste(shQuote(c(...)), collapse = " "), "--format csv")
  read.csv(pipe(command, encoding = "UTF-8"), na.strings = "", check.names = FALSE)
}

vote <- answer("show", "A/RES/74/29")
cat("A/RES/74/29:", paste(names(table(vote$position)), table(vote$position), collapse = ", "), "\n")

series <- answer("series", "A/RES/74/29")
voted <- series[!is.na(series$yes), ]

# The matrix of members by votes: 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.
status <- system2("scrutineer", c("book", "export", shQuote(directory), "--like", "rollcall"), stdout = FALSE)
stopifnot(status == 0)
# What is missing is written NA in these files.
table_of <- function(name) {
  read.csv(file.path(directory, name), na.strings = "NA", check.names = FALSE, fileEncoding = "UTF-8")
}
votes <- table_of("rollcall_votes.csv")
members <- table_of("rollcall_members.csv")
cells <- as.matrix(table_of("rollcall.csv")[, -1])
stopifnot(nrow(cells) == nrow(members), ncol(cells) == nrow(votes))

svg(file.path(directory, "series.svg"), width = 7, height = 4)
counts <- t(as.matrix(voted[, c("yes", "abstain", "no")]))
barplot(counts, names.arg = voted$date, las = 2, legend.text = TRUE, ylab = "members", main = voted$title[1],
        cex.main = 0.7)
invisible(dev.off())

# Abstentions count as missing, as in most work; absence and not being a member are kept apart.
if (requireNamespace("pscl", quietly = TRUE)) {
  calls <- pscl::rollcall(cells, yea = 1, nay = 3, missing = c(2, 8), notInLegis = 9,
                          legis.names = members$member, vote.names = votes$id,
                          legis.data = members, vote.data = votes, desc = "General Assembly")
  cat("roll call object:", calls$n, "members,", calls$m, "votes\n")
} else {
  cat("roll call object: left out, the package pscl is not installed\n")
}
