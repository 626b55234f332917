#include "graph/backup.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "base/try.h"
#include "cli/backup_report.h"
#include "cli/command.h"

namespace concord {
namespace {

// "2026-03-21T09-30-00Z": names in the order of time, without a colon, which some file systems do not take.
std::string NameOfNow() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}-{:02}-{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::function<Result<ExitCode>(Context&)> Declare(CLI::App& app) {
  struct Given {
    std::string folder, name;
  };
  const auto given = std::make_shared<Given>();
  app.add_option("FOLDER", given->folder, "Folder of backups; each is a store of its own")
      ->required()
      ->option_text(" ");
  app.add_option("--name", given->name, "Name of the backup (default: the time)")->option_text("NAME");
  return [given](Context& context) -> Result<ExitCode> {
    CONCORD_ASSIGN(const BackupReport report, BackUpStore(context.store, given->folder,
                                                          given->name.empty() ? NameOfNow() : given->name));
    PrintBackupReport("concord.backup/1", "backed up to", report, context);
    return kExitOk;
  };
}

}  // namespace

extern const Command kbackupCommand;
const Command kbackupCommand = {"backup", "Copy the store while others read and write it",
                                "backup backups/\nbackup backups/ --name before-the-import", Declare};

}  // namespace concord
