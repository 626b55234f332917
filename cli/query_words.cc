#include "cli/query_words.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "cli/line_editor.h"
#include "query/cypher/functions.h"

namespace concord {
namespace {

constexpr size_t kLookedAt = 100;  // nodes with a label, and edges of a type: they are much alike

constexpr auto kWords = std::to_array<std::string_view>({
    "ALL",     "AND",    "ANY",    "AS",     "ASC",     "BY",       "CALL",   "CASE",  "COLLECT", "CONTAINS",
    "COUNT",   "CREATE", "DELETE", "DESC",   "DETACH",  "DISTINCT", "ELSE",   "END",   "ENDS",    "EXISTS",
    "EXPLAIN", "FALSE",  "FILTER", "FOR",    "FOREACH", "IN",       "INSERT", "IS",    "LET",     "LIMIT",
    "MATCH",   "MERGE",  "NONE",   "NOT",    "NULL",    "OPTIONAL", "OR",     "ORDER", "PROFILE", "REDUCE",
    "REMOVE",  "RETURN", "SET",    "SINGLE", "SKIP",    "STARTS",   "THEN",   "TRUE",  "UNION",   "UNWIND",
    "WHEN",    "WHERE",  "WITH",   "XOR",    "YIELD",
});

void AddKeys(const PropertyMap& properties, std::set<std::string>* keys) {
  for (const Property& property : properties) keys->insert(property.name);
}

// The bracket, or the quote, that is open at the end of the text; '\0' for none.
char OpenBracket(std::string_view text) {
  std::string open;
  char quote = '\0';
  for (const char c : text) {
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == '(' || c == '[' || c == '{') {
      open += c;
    } else if ((c == ')' || c == ']' || c == '}') && !open.empty()) {
      open.pop_back();
    }
  }
  if (quote != '\0') return quote;
  return open.empty() ? '\0' : open.back();
}

}  // namespace

QueryWords::QueryWords(const Snapshot& snapshot, const cypher::ProcedureRegistry& procedures)
    : labels_(snapshot.Labels()),
      types_(snapshot.EdgeTypes()),
      functions_(cypher::FunctionNames()),
      procedures_(procedures.Names()) {
  std::set<std::string> keys;
  std::set<std::string> edges_left(types_.begin(), types_.end());
  for (const std::string& label : labels_) {
    size_t left = kLookedAt;
    (void)snapshot.ForEachNodeWithLabel(label, [&](NodeId id) {
      if (const auto node = snapshot.GetNode(id)) AddKeys(node->properties, &keys);
      // Some edges of these nodes stand for all of their types.
      (void)snapshot.ForEachAdjacent(id, Direction::kOut, std::nullopt, [&](const Adjacent& adjacent) {
        if (edges_left.erase(std::string(snapshot.SymbolName(adjacent.type))) == 0) return true;
        if (const auto edge = snapshot.GetEdge(adjacent.edge)) AddKeys(edge->properties, &keys);
        return true;
      });
      return --left > 0;
    });
  }
  keys_.assign(keys.begin(), keys.end());
}

std::vector<std::string> QueryWords::Complete(std::string_view before) const {
  const std::string_view word = before.substr(before.size() - WordLength(before));
  const std::string_view rest = before.substr(0, before.size() - word.size());
  const std::string_view words_before = Trim(rest);
  std::vector<std::string> found;
  const auto add = [&](const auto& words, std::string_view hidden) {
    for (const auto& candidate : words) {
      std::string_view text = candidate;
      if (!text.starts_with(hidden)) continue;
      text.remove_prefix(hidden.size());
      if (text.size() >= word.size() && EqualsIgnoreCase(text.substr(0, word.size()), word))
        found.emplace_back(text);
    }
  };
  const char last = rest.empty() ? ' ' : rest.back();
  const char bracket = OpenBracket(rest);
  if (bracket == '\'' || bracket == '"') return found;
  if (last == ':' || (last == '|' && bracket != '\0')) {
    add(bracket == '[' ? types_ : labels_, "");
  } else if (last == '.') {
    // concord.search, date.truncate, or a property.
    const std::string_view to_dot = rest.substr(0, rest.size() - 1);
    const std::string prefix(rest.substr(to_dot.size() - WordLength(to_dot)));
    add(procedures_, prefix);
    // A CALL among other clauses needs its parentheses.
    for (std::string& name : found) name += '(';
    add(functions_, prefix);
    if (found.empty()) add(keys_, "");
  } else if (words_before.size() >= 4 &&
             EqualsIgnoreCase(words_before.substr(words_before.size() - 4), "CALL")) {
    add(procedures_, "");
  } else if (bracket == '{' &&
             (last == '{' || last == ',' || words_before.ends_with('{') || words_before.ends_with(','))) {
    add(keys_, "");
  } else if (!word.empty()) {
    add(kWords, "");
    add(functions_, "");
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace concord
