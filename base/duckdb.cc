#include "base/duckdb.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "base/try.h"

namespace concord {
namespace {

constexpr const char* kVariable = "CONCORD_DUCKDB";
constexpr const char* kLibrary = "libduckdb.so";

// duckdb_result of duckdb.h is 48 bytes since 0.3; nothing in it is read here.
struct DuckDbResult {
  std::array<uint64_t, 16> bytes = {};
};

// As duckdb.h declares them (version 1 of its stable interface). Handles are opaque pointers.
struct Interface {
  int (*open)(const char* path, void** database);
  int (*connect)(void* database, void** connection);
  int (*query)(void* connection, const char* sql, DuckDbResult* result);
  const char* (*result_error)(DuckDbResult* result);
  void (*destroy_result)(DuckDbResult* result);
  void (*disconnect)(void** connection);
  void (*close)(void** database);
};

template <typename Function>
bool Find(void* library, const char* name, Function* function) {
  *function = reinterpret_cast<Function>(dlsym(library, name));
  return *function != nullptr;
}

Result<Interface> Load() {
  const char* named = std::getenv(kVariable);
  const char* file = named == nullptr || *named == '\0' ? kLibrary : named;
  void* library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* reason = dlerror();
    return Fail(ErrorCode::kNotFound,
                fmt::format("Parquet needs the library of DuckDB: let {} name its {} ({})", kVariable,
                            kLibrary, reason == nullptr ? file : reason));
  }
  Interface found{};
  if (Find(library, "duckdb_open", &found.open) && Find(library, "duckdb_connect", &found.connect) &&
      Find(library, "duckdb_query", &found.query) &&
      Find(library, "duckdb_result_error", &found.result_error) &&
      Find(library, "duckdb_destroy_result", &found.destroy_result) &&
      Find(library, "duckdb_disconnect", &found.disconnect) && Find(library, "duckdb_close", &found.close))
    return found;
  return Fail(ErrorCode::kUnsupported, fmt::format("'{}' is no library of DuckDB", file));
}

}  // namespace

struct DuckDb::Connection {
  explicit Connection(Interface functions) : duck(functions) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    if (connection != nullptr) duck.disconnect(&connection);
    if (database != nullptr) duck.close(&database);
  }

  const Interface duck;
  void* database = nullptr;
  void* connection = nullptr;
};

DuckDb::DuckDb(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
DuckDb::DuckDb(DuckDb&&) noexcept = default;
DuckDb::~DuckDb() = default;

Result<DuckDb> DuckDb::Open() {
  CONCORD_ASSIGN(const Interface duck, Load());
  auto made = std::make_unique<Connection>(duck);
  if (duck.open(nullptr, &made->database) != 0 || duck.connect(made->database, &made->connection) != 0)
    return Fail(ErrorCode::kStore, "DuckDB does not start");
  DuckDb database(std::move(made));
  CONCORD_TRY(
      database.Execute("SET threads = 1; SET autoinstall_known_extensions = false; "
                       "SET autoload_known_extensions = false; SET enable_progress_bar = false"));
  return database;
}

Result<void> DuckDb::Execute(const std::string& sql) {
  const Interface& duck = connection_->duck;
  DuckDbResult result;
  const bool failed = duck.query(connection_->connection, sql.c_str(), &result) != 0;
  const char* words = failed ? duck.result_error(&result) : nullptr;
  const std::string reason = words == nullptr ? "" : words;
  duck.destroy_result(&result);
  if (!failed) return {};
  return Fail(ErrorCode::kIo, fmt::format("DuckDB: {}", reason));
}

std::string DuckDb::Quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

}  // namespace concord
