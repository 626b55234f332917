// The options that set ReadLimits, the same for every command that reads files.
#ifndef CONCORD_CLI_READ_LIMITS_H_
#define CONCORD_CLI_READ_LIMITS_H_

#include <CLI/CLI.hpp>

#include "ingest/readers/reader.h"

namespace concord {

// `with_pdf`: also those of the program that reads PDF files.
inline void AddReadLimits(CLI::App& app, ReadLimits* limits, bool with_pdf = true) {
  app.add_option("--max-file-bytes", limits->max_file_bytes, "Refuse larger files (default 1 GiB)")
      ->option_text("N")
      ->check(CLI::Range(uint64_t{1}, uint64_t{0xffffffff}));
  app.add_option("--max-depth", limits->max_depth, "Refuse deeper nesting (default 256)")
      ->option_text("N")
      ->check(CLI::Range(1, 100000));
  app.add_option("--max-sections", limits->max_sections,
                 "Refuse more sections in one file (default 4,000,000)")
      ->option_text("N");
  app.add_option("--max-line-bytes", limits->max_line_bytes, "Refuse longer lines (default 64 MiB)")
      ->option_text("N");
  if (with_pdf) {
    app.add_option("--max-program-seconds", limits->max_program_seconds,
                   "Stop reading a PDF after this much processor time (default 60)")
        ->option_text("N")
        ->check(CLI::Range(1, 86400));
    app.add_option("--max-program-bytes", limits->max_program_bytes,
                   "Memory for reading one PDF (default 2 GiB)")
        ->option_text("N")
        ->check(CLI::Range(uint64_t{1} << 24, uint64_t{1} << 44));
  }
  app.add_option("--max-archive-entries", limits->max_archive_entries,
                 "Refuse archives with more entries (default 10,000)")
      ->option_text("N");
  app.add_option("--max-entry-bytes", limits->max_entry_bytes,
                 "Refuse archives with a larger entry (default 512 MiB)")
      ->option_text("N");
  app.add_option("--max-unpacked-bytes", limits->max_unpacked_bytes,
                 "Unpack at most this much of an archive (default 1 GiB)")
      ->option_text("N")
      ->check(CLI::Range(uint64_t{1}, uint64_t{0xffffffff}));
  app.add_option("--max-unpack-ratio", limits->max_unpack_ratio,
                 "Refuse archives that unpack to more than N times their size (default 200)")
      ->option_text("N")
      ->check(CLI::Range(1, 1'000'000));
}

}  // namespace concord

#endif  // CONCORD_CLI_READ_LIMITS_H_
