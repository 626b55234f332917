#include "query/publish/postgres_connection.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "base/try.h"

namespace concord {

// As libpq-fe.h declares them; their meaning has not changed since PostgreSQL 7.4. A PGconn and a PGresult
// are opaque.
struct LibPq {
  void* (*connect)(const char* conninfo);
  int (*status)(const void* connection);
  char* (*error_message)(const void* connection);
  void (*finish)(void* connection);
  void* (*exec)(void* connection, const char* sql);
  int (*result_status)(const void* result);
  void (*clear)(void* result);
  int (*row_count)(const void* result);
  int (*field_count)(const void* result);
  char* (*value)(const void* result, int row, int field);
  int (*put_copy_data)(void* connection, const char* bytes, int size);
  int (*put_copy_end)(void* connection, const char* error);
  void* (*next_result)(void* connection);
};

namespace {

constexpr int kConnectionOk = 0;                               // CONNECTION_OK
constexpr int kEmptyQuery = 0, kCommandOk = 1, kTuplesOk = 2;  // PGRES_EMPTY_QUERY ...
constexpr int kCopyIn = 4;                                     // PGRES_COPY_IN
constexpr const char* kLibrary = "libpq.so.5";

template <typename Function>
bool Find(void* library, const char* name, Function* function) {
  *function = reinterpret_cast<Function>(dlsym(library, name));
  return *function != nullptr;
}

std::optional<LibPq> Load() {
  void* library = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return std::nullopt;
  LibPq pq{};
  const bool is_complete =
      Find(library, "PQconnectdb", &pq.connect) && Find(library, "PQstatus", &pq.status) &&
      Find(library, "PQerrorMessage", &pq.error_message) && Find(library, "PQfinish", &pq.finish) &&
      Find(library, "PQexec", &pq.exec) && Find(library, "PQresultStatus", &pq.result_status) &&
      Find(library, "PQclear", &pq.clear) && Find(library, "PQntuples", &pq.row_count) &&
      Find(library, "PQnfields", &pq.field_count) && Find(library, "PQgetvalue", &pq.value) &&
      Find(library, "PQputCopyData", &pq.put_copy_data) && Find(library, "PQputCopyEnd", &pq.put_copy_end) &&
      Find(library, "PQgetResult", &pq.next_result);
  return is_complete ? std::optional(pq) : std::nullopt;
}

const std::optional<LibPq>& Library() {
  static const std::optional<LibPq> library = Load();
  return library;
}

}  // namespace

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(const std::string& url) {
  const std::optional<LibPq>& pq = Library();
  if (!pq) {
    return Fail(ErrorCode::kNotFound,
                fmt::format("PostgreSQL needs its client library {}: install the package libpq5", kLibrary));
  }
  std::unique_ptr<PostgresConnection> made(new PostgresConnection(*pq, pq->connect(url.c_str())));
  if (made->connection_ == nullptr || pq->status(made->connection_) != kConnectionOk) {
    Error error = made->Failure("cannot connect").value();
    error.code = ErrorCode::kIo;
    return tl::unexpected(std::move(error));
  }
  CONCORD_TRY(made->Execute("SET client_encoding = 'UTF8'; SET client_min_messages = warning"));
  return made;
}

PostgresConnection::~PostgresConnection() { pq_.finish(connection_); }

tl::unexpected<Error> PostgresConnection::Failure(std::string_view what) const {
  const char* words = pq_.error_message(connection_);
  return Fail(ErrorCode::kStore,
              fmt::format("PostgreSQL: {}: {}", what, Trim(words == nullptr ? "" : words)));
}

Result<void> PostgresConnection::Execute(const std::string& sql) {
  void* result = pq_.exec(connection_, sql.c_str());
  const int status = pq_.result_status(result);
  pq_.clear(result);
  if (status != kCommandOk && status != kTuplesOk && status != kEmptyQuery)
    return Failure("a statement failed");
  return {};
}

Result<std::vector<std::vector<std::string>>> PostgresConnection::Query(const std::string& sql) {
  void* result = pq_.exec(connection_, sql.c_str());
  if (pq_.result_status(result) != kTuplesOk) {
    pq_.clear(result);
    return Failure("a statement failed");
  }
  std::vector<std::vector<std::string>> rows(static_cast<size_t>(pq_.row_count(result)));
  for (size_t row = 0; row < rows.size(); ++row) {
    for (int field = 0; field < pq_.field_count(result); ++field)
      rows[row].emplace_back(pq_.value(result, static_cast<int>(row), field));
  }
  pq_.clear(result);
  return rows;
}

Result<void> PostgresConnection::BeginCopy(const std::string& sql) {
  void* result = pq_.exec(connection_, sql.c_str());
  const int status = pq_.result_status(result);
  pq_.clear(result);
  return status == kCopyIn ? Result<void>() : Failure("COPY failed");
}

Result<void> PostgresConnection::PutCopy(std::string_view lines) {
  constexpr size_t kPiece = size_t{1} << 30;
  for (size_t at = 0; at < lines.size(); at += kPiece) {
    const std::string_view piece = lines.substr(at, kPiece);
    if (pq_.put_copy_data(connection_, piece.data(), static_cast<int>(piece.size())) != 1)
      return Failure("COPY failed");
  }
  return {};
}

Result<void> PostgresConnection::EndCopy() {
  bool is_well = pq_.put_copy_end(connection_, nullptr) == 1;
  // The results must be read to the last, which is null.
  while (void* result = pq_.next_result(connection_)) {
    is_well = is_well && pq_.result_status(result) == kCommandOk;
    pq_.clear(result);
  }
  return is_well ? Result<void>() : Failure("COPY failed");
}

void AppendCopyText(std::string_view text, std::string* line) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        *line += "\\\\";
        break;
      case '\t':
        *line += "\\t";
        break;
      case '\n':
        *line += "\\n";
        break;
      case '\r':
        *line += "\\r";
        break;
      case '\0':  // which no text of PostgreSQL can hold
        *line += "\xEF\xBF\xBD";
        break;
      default:
        *line += c;
    }
  }
}

}  // namespace concord
