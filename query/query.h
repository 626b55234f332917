// Queries. Each has one file below query/queries/ and one row in query/queries.def.
#ifndef CONCORD_QUERY_QUERY_H_
#define CONCORD_QUERY_QUERY_H_

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "graph/snapshot.h"
#include "query/answer.h"

namespace concord {

class TextVectors;  // query/embedding/text_vectors.h

// The words of a question: positional ones, and options by name without their hyphens ("top" -> "10",
// "suggest-only" -> "true").
struct Arguments {
  std::vector<std::string> words;
  std::map<std::string, std::string, std::less<>> options;
  TextVectors* vectors = nullptr;  // borrowed; null: there is no model

  std::string_view Get(std::string_view option, std::string_view otherwise = {}) const;
  bool Has(std::string_view option) const { return options.find(option) != options.end(); }
  // Fails with kUsage if the value is not a whole number from `least` to `most`.
  Result<int64_t> GetInt(std::string_view option, int64_t otherwise, int64_t least, int64_t most) const;
  // Likewise for a number from 0 to 1.
  Result<double> GetShare(std::string_view option, double otherwise) const;
  // Likewise for a date of any precision. Returns nothing if the option is absent.
  Result<std::optional<Date>> GetDate(std::string_view option) const;
  std::string Text() const;  // all words, with blanks
};

struct QueryOption {
  std::string_view name;   // "top"
  std::string_view value;  // "K"; empty: a flag
  std::string_view help;
};

// Writes the answer as a file of some format. Fails with kUsage if this answer has no such form.
struct AnswerFormat {
  std::string_view name;  // "svg"
  Result<std::string> (*write)(const Answer& answer);
};

// Everything that --help prints, and what Run needs to reject a wrong call.
struct Query {
  std::string_view name;      // "map"
  std::string_view title;     // one line
  std::string_view words;     // "A B", "TOPIC", "[KEY]"
  std::string_view examples;  // lines without the program's name: "map nist-csf-2.0 nist-csf-1.1 --top 3"
  std::span<const QueryOption> options;
  // kUsage for wrong arguments, kNotFound with suggestions for an unknown key, or an error of the snapshot.
  Result<Answer> (*run)(const Snapshot& snapshot, const Arguments& arguments);
  std::string_view about = {};  // below the options: what the words may be and what the columns count
  // Formats that only this query has, such as pictures. app/question.h has those of every table.
  std::span<const AnswerFormat> formats = {};
};

// Declares kNAMEQuery for each row of queries.def.
#define QUERY(name) extern const Query k##name##Query;
#include "query/queries.def"
#undef QUERY

std::span<const Query> Queries();               // in the order of queries.def
const Query* FindQuery(std::string_view name);  // nullptr if there is none

}  // namespace concord

#endif  // CONCORD_QUERY_QUERY_H_
