// A connection to a PostgreSQL server, through libpq, which is loaded when it is first used.
#ifndef CONCORD_QUERY_PUBLISH_POSTGRES_CONNECTION_H_
#define CONCORD_QUERY_PUBLISH_POSTGRES_CONNECTION_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace concord {

struct LibPq;  // the functions of the library

// For one thread. Closing it in the middle of a transaction undoes the transaction. Errors have the server's
// words and are kIo for a connection, else kStore.
class PostgresConnection {
 public:
  // `url`: "postgres://user@host:port/database", or any other connection string of libpq, which also reads
  // the usual environment (PGPASSWORD, ~/.pgpass ...). kNotFound if libpq is not installed.
  static Result<std::unique_ptr<PostgresConnection>> Open(const std::string& url);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // One or several statements; rows are discarded.
  Result<void> Execute(const std::string& sql);
  // The rows of one statement as text; null is "".
  Result<std::vector<std::vector<std::string>>> Query(const std::string& sql);

  // COPY ... FROM STDIN: begin, lines in the text format, end. Nothing else may be called in between.
  Result<void> BeginCopy(const std::string& sql);
  Result<void> PutCopy(std::string_view lines);
  Result<void> EndCopy();

 private:
  PostgresConnection(const LibPq& pq, void* connection) : pq_(pq), connection_(connection) {}
  tl::unexpected<Error> Failure(std::string_view what) const;

  const LibPq& pq_;
  void* connection_;
};

// Appends a field of a line of COPY: text with its backslashes and controls escaped.
void AppendCopyText(std::string_view text, std::string* line);

}  // namespace concord

#endif  // CONCORD_QUERY_PUBLISH_POSTGRES_CONNECTION_H_
