// What `ingest` and `import --jsonl` say at the end.
#ifndef CONCORD_CLI_INGEST_REPORT_H_
#define CONCORD_CLI_INGEST_REPORT_H_

#include "app/ingestion.h"
#include "cli/command.h"

namespace concord {

// Writes the report as text or as JSON (concord.ingest/1), and notes to the context's `err`. Returns the exit
// code of the command.
ExitCode WriteIngestReport(const IngestResult& report, Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_INGEST_REPORT_H_
