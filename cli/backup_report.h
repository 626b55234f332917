// Prints what backup and restore did.
#ifndef CONCORD_CLI_BACKUP_REPORT_H_
#define CONCORD_CLI_BACKUP_REPORT_H_

#include <string_view>

#include "cli/command.h"
#include "graph/backup.h"

namespace concord {

// Prints a line that begins with `done` ("backed up to"), or JSON with the schema.
void PrintBackupReport(std::string_view schema, std::string_view done, const BackupReport& report,
                       Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_BACKUP_REPORT_H_
