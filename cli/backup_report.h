// What backup and restore say when they are done.
#ifndef CONCORD_CLI_BACKUP_REPORT_H_
#define CONCORD_CLI_BACKUP_REPORT_H_

#include <string_view>

#include "cli/command.h"
#include "graph/backup.h"

namespace concord {

// A line that begins with `done` ("backed up to"), or JSON with the schema.
void PrintBackupReport(std::string_view schema, std::string_view done, const BackupReport& report,
                       Context& context);

}  // namespace concord

#endif  // CONCORD_CLI_BACKUP_REPORT_H_
