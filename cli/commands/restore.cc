#include <CLI/CLI.hpp>

#include "base/try.h"
#include "cli/backup_report.h"
#include "cli/command.h"
#include "graph/backup.h"

namespace concord {
namespace {

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  const auto folder = std::make_shared<std::string>();
  app.add_option("BACKUP", *folder, "A backup, or a folder of backups (then the latest is used)")
      ->required()
      ->option_text(" ");
  return [folder](Context& context) -> Result<ExitCode> {
    CONCORD_ASSIGN(const BackupReport report, RestoreStore(*folder, context.store));
    PrintBackupReport("concord.restore/1", "restored to", report, context);
    return kExitOk;
  };
}

}  // namespace

extern const Command krestoreCommand;
const Command krestoreCommand = {"restore", "Restore the store from a backup",
                                 "restore backups/\nrestore backups/before-the-import --store new.db",
                                 Declare};

}  // namespace concord
