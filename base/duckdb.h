// DuckDB (duckdb.org) in memory, for files in formats that it reads and writes: Parquet.
#ifndef CONCORD_BASE_DUCKDB_H_
#define CONCORD_BASE_DUCKDB_H_

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace concord {

// Its shared library is loaded when the first object is made, from the path that the environment variable
// CONCORD_DUCKDB names, or else as libduckdb.so where the loader looks. For one thread.
class DuckDb {
 public:
  // One thread works, so that the same statements give the same bytes. It loads no extensions. kNotFound if
  // there is no library; the message says what to do.
  static Result<DuckDb> Open();

  DuckDb(DuckDb&&) noexcept;
  ~DuckDb();

  // kIo with DuckDB's own words.
  Result<void> Execute(const std::string& sql);

  // 'text' as SQL.
  static std::string Quoted(std::string_view text);

 private:
  struct Connection;
  explicit DuckDb(std::unique_ptr<Connection> connection);

  std::unique_ptr<Connection> connection_;
};

}  // namespace concord

#endif  // CONCORD_BASE_DUCKDB_H_
