// The options that set ReadLimits, the same for every command that reads files.
#ifndef CONCORD_CLI_READ_LIMITS_H_
#define CONCORD_CLI_READ_LIMITS_H_

#include <CLI/CLI.hpp>

#include "ingest/readers/reader.h"

namespace concord {

inline void AddReadLimits(CLI::App& app, ReadLimits* limits) {
  app.add_option("--max-file-bytes", limits->max_file_bytes, "Refuse larger files (1 GiB)")
      ->option_text("N")
      ->check(CLI::Range(uint64_t{1}, uint64_t{0xffffffff}));
  app.add_option("--max-depth", limits->max_depth, "Refuse deeper nesting (256)")
      ->option_text("N")
      ->check(CLI::Range(1, 100000));
  app.add_option("--max-sections", limits->max_sections, "Refuse more sections in one file (4,000,000)")
      ->option_text("N");
  app.add_option("--max-line-bytes", limits->max_line_bytes, "Refuse longer lines (64 MiB)")
      ->option_text("N");
  app.add_option("--max-program-seconds", limits->max_program_seconds,
                 "End concord-pdf after so much time of the processor for one file (60)")
      ->option_text("N")
      ->check(CLI::Range(1, 86400));
  app.add_option("--max-program-bytes", limits->max_program_bytes,
                 "Give concord-pdf no more memory for one file (2 GiB)")
      ->option_text("N")
      ->check(CLI::Range(uint64_t{1} << 24, uint64_t{1} << 44));
  app.add_option("--max-archive-entries", limits->max_archive_entries,
                 "Refuse archives of more entries (10,000)")
      ->option_text("N");
  app.add_option("--max-entry-bytes", limits->max_entry_bytes,
                 "Refuse archives with a larger entry (512 MiB)")
      ->option_text("N");
  app.add_option("--max-unpacked-bytes", limits->max_unpacked_bytes, "Unpack no more of one archive (1 GiB)")
      ->option_text("N")
      ->check(CLI::Range(uint64_t{1}, uint64_t{0xffffffff}));
  app.add_option("--max-unpack-ratio", limits->max_unpack_ratio,
                 "Refuse archives that unpack to so many times their size (200)")
      ->option_text("N")
      ->check(CLI::Range(1, 1'000'000));
}

}  // namespace concord

#endif  // CONCORD_CLI_READ_LIMITS_H_
