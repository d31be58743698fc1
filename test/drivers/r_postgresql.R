# RPostgreSQL: parameters go as text, and the server says what each is.
suppressMessages(library(RPostgreSQL))
library(jsonlite)

TIMES <- 7
all <- fromJSON(commandArgs(TRUE)[1], simplifyVector = FALSE)
env <- function(name) Sys.getenv(name)
conn <- dbConnect(PostgreSQL(), host = env("PGHOST"), port = as.integer(env("PGPORT")), dbname = env("PGDATABASE"),
                  user = env("PGUSER"), password = env("PGPASSWORD"))

say <- function(name, ...)
    cat(toJSON(list(mode = "rpostgresql", case = name, ...), auto_unbox = TRUE, null = "null", digits = NA), "\n", sep = "")

# a list goes as the text of an array
parameter <- function(p) {
    v <- p[[1]]
    if (is.null(v)) NA_character_
    else if (is.list(v)) paste0("{", paste0('"', gsub('(["\\\\])', "\\\\\\1", unlist(v)), '"', collapse = ","), "}")
    else as.character(v)
}

plain <- function(frame) lapply(seq_len(nrow(frame)), function(i) lapply(seq_along(frame), function(j) {
    v <- frame[i, j]
    if (is.na(v)) NULL else if (inherits(v, "Date")) format(v) else v
}))

ask <- function(sql, params = NULL) {
    answer <- if (length(params)) dbSendQuery(conn, sql, params) else dbSendQuery(conn, sql)
    on.exit(dbClearResult(answer))
    fetch(answer, n = -1)
}

for (case in all$cases) {
    rows <- tryCatch({
        for (i in seq_len(TIMES)) frame <- suppressWarnings(ask(case$sql, unlist(lapply(case$params, parameter))))
        list(rows = plain(frame))
    }, error = function(e) list(error = "R", message = conditionMessage(e)))
    do.call(say, c(list(case$name), rows))
}

invisible(dbGetQuery(conn, "TRUNCATE shipment"))
frame <- data.frame(month = c("2025-06", "2025-07"), partner = c("MEX", "CAN"), product = c("870323", "0101"), 
                    value = c("12.50", NA))
invisible(dbWriteTable(conn, c("desk", "shipment"), frame, append = TRUE, row.names = FALSE))
say("COPY of rows", rows = plain(ask("SELECT month, partner, product, coalesce(value, 0)::text FROM shipment ORDER BY month")))
invisible(dbDisconnect(conn))
