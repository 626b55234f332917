#include "tests/house/house_rules.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <span>
#include <string_view>

#include "base/text.h"
#include "tests/environment.h"

namespace concord::testing {
namespace {

using Names = std::set<std::string, std::less<>>;

struct Room {
  std::string_view name;
  std::vector<std::string_view> may_include;
};

const std::vector<Room>& Rooms() {
  static const std::vector<Room> rooms = {
      {"base", {"base"}},
      {"graph", {"base", "graph"}},
      {"mapping", {"base", "graph", "mapping"}},
      {"ingest", {"base", "graph", "mapping", "ingest"}},
      {"query", {"base", "graph", "mapping", "query"}},
      {"app", {"base", "graph", "mapping", "ingest", "query", "app"}},
      {"server", {"base", "graph", "mapping", "ingest", "query", "app", "server"}},
      {"cli", {"base", "graph", "mapping", "ingest", "query", "app", "server", "cli"}},
      {"python", {"base", "graph", "mapping", "ingest", "query", "app", "server", "python"}},
      {"tests", {"base", "graph", "mapping", "ingest", "query", "app", "server", "cli", "tests"}},
  };
  return rooms;
}

// Patterns of fnmatch(3), in which `*` matches slashes too.
struct Library {
  std::string_view header;
  std::vector<std::string_view> places;
};

const std::vector<Library>& Libraries() {
  static const std::vector<Library> libraries = {
      {"tl/expected.hpp", {"base/result.h"}},
      {"unicode/*", {"base/unicode.cc"}},
      {"openssl/*", {"base/sha256.cc", "base/uuid.cc"}},
      {"fmt/*", {"*"}},
      {"rocksdb/*", {"graph/*.cc", "graph/rocks*.h", "graph/migrations.h", "tests/graph/*", "tests/bench/*"}},
      {"boost/asio.hpp", {"server/http_server.cc"}},
      {"boost/beast/*", {"server/http_server.cc"}},
      {"boost/*", {"graph/view_boost.h", "query/*.cc", "tests/*"}},
      {"pugixml.hpp", {"ingest/readers/*", "ingest/source/xml_*", "query/exporters/*", "tests/*"}},
      {"gumbo.h", {"ingest/readers/*", "ingest/source/entities.cc"}},
      {"md4c.h", {"ingest/readers/*"}},
      {"yaml.h", {"ingest/source/data_tree_yaml.cc"}},
      {"serd/*", {"ingest/readers/exchange/rdf_turtle.cc"}},
      {"raptor2.h", {"ingest/readers/exchange/rdf_xml.cc"}},
      {"archive*.h", {"ingest/source/zip_archive.cc", "query/embedding/model_package.cc", "tests/*"}},
      {"expat.h", {"ingest/readers/*.cc", "ingest/import/xml_events.cc"}},
      {"re2/*", {"ingest/*.cc", "query/cypher/pattern_match.cc", "tests/*"}},
      {"cld2/*", {"ingest/language/language.cc"}},
      {"libstemmer.h", {"query/*.cc"}},
      {"xlsxwriter.h", {"query/output/xlsx_workbook_writer.cc"}},
      {"date/tz.h", {"query/cypher/temporal/zone.cc"}},
      {"oneapi/dnnl/*", {"query/embedding/matrix_product.cc"}},
      {"zlib.h", {"server/deflater.cc", "server/http_encoding.cc", "tests/*"}},
      {"curl/*", {"query/embedding/embedding_endpoint.cc", "query/embedding/model_package.cc"}},
      {"rapidjson/*", {"ingest/*.cc", "query/*", "server/*.cc", "cli/*", "tests/*"}},
      {"poppler-*", {"pdf/*"}},
      {"CLI/*", {"cli/*"}},
      {"term.h", {"cli/terminal_type.cc"}},
      {"histedit.h", {"cli/line_editor.cc"}},
      {"ncurses.h", {"cli/review_terminal.cc", "cli/terminal_type.cc"}},
      {"nanobind/*", {"python/module/*"}},
      {"gtest/*", {"tests/*"}},
      {"benchmark/*", {"tests/bench/*"}},
      // The system's own.
      {"dlfcn.h",
       {"base/delayed_library.cc", "base/duckdb.cc", "query/embedding/onnx_encoder.cc",
        "query/publish/postgres_connection.cc", "tests/base/delayed_library_test.cc",
        "tests/failing_calls.cc", "tests/graph/faults/*"}},
      {"elf.h", {"tests/*"}},
      {"fcntl.h", {"*.cc"}},
      {"fnmatch.h", {"tests/*"}},
      {"langinfo.h", {"cli/*.cc"}},
      {"arpa/inet.h", {"tests/*.cc"}},
      {"linux/*", {"base/sandbox.cc"}},
      {"netinet/*", {"tests/*.cc"}},
      {"poll.h", {"base/subprocess.cc"}},
      {"pthread.h", {"tests/*"}},
      {"pty.h", {"tests/*"}},
      {"signal.h", {"base/subprocess.cc", "tests/*"}},
      {"sanitizer/*", {"tests/*"}},
      {"sys/*", {"*.cc", "tests/*"}},
      {"unistd.h", {"*.cc"}},
      {"spawn.h", {"tests/*"}},
  };
  return libraries;
}

// A table of plug-ins: ROW(name, ...) in `def` stands for the file name `suffix` somewhere below `prefix`.
struct Table {
  std::string_view def, row, prefix, suffix;
};
constexpr auto kTables = std::to_array<Table>({
    {"ingest/readers/readers.def", "READER", "ingest/readers/", "_reader.cc"},
    {"ingest/extractors/extractors.def", "EXTRACTOR", "ingest/extractors/", "_extractor.cc"},
    {"query/queries.def", "QUERY", "query/queries/", ".cc"},
    {"query/exporters/exporters.def", "EXPORTER", "query/exporters/", "_exporter.cc"},
    {"cli/commands.def", "COMMAND", "cli/commands/", ".cc"},
});

bool IsSource(std::string_view path) {
  return path.ends_with(".h") || path.ends_with(".cc") || path.ends_with(".def");
}

const Room* RoomOf(std::string_view path) {
  const std::string_view first = path.substr(0, path.find('/'));
  for (const Room& room : Rooms()) {
    if (room.name == first && first.size() < path.size()) return &room;
  }
  return nullptr;
}

bool Matches(std::string_view pattern, std::string_view text) {
  return fnmatch(std::string(pattern).c_str(), std::string(text).c_str(), 0) == 0;
}

struct Include {
  std::string_view header;
  bool quoted;
};

std::vector<Include> IncludesOf(std::string_view source) {
  std::vector<Include> includes;
  for (std::string_view line : Split(source, '\n')) {
    line = Trim(line);
    if (!line.starts_with("#")) continue;
    line = Trim(line.substr(1));
    if (!line.starts_with("include")) continue;
    line = Trim(line.substr(7));
    if (line.size() < 3) continue;
    const size_t end = line.find(line[0] == '<' ? '>' : '"', 1);
    if (end != std::string_view::npos) includes.push_back({line.substr(1, end - 1), line[0] == '"'});
  }
  return includes;
}

// The first argument of each ROW(...) at the start of a line.
std::vector<std::string> RowsOf(std::string_view def, std::string_view row) {
  std::vector<std::string> names;
  for (const std::string_view line : Split(def, '\n')) {
    if (!line.starts_with(row) || !line.substr(row.size()).starts_with("(")) continue;
    const std::string_view inside = line.substr(row.size() + 1);
    names.emplace_back(Trim(inside.substr(0, inside.find_first_of(",)"))));
  }
  return names;
}

// Words in `backquotes` in a Markdown file that `wanted` accepts.
template <typename Wanted>
Names QuotedWords(std::string_view page, Wanted wanted) {
  Names words;
  bool inside = false;
  for (const std::string_view piece : Split(page, '`')) {
    if (inside && !piece.empty() && wanted(piece)) words.emplace(piece);
    inside = !inside;
  }
  return words;
}

bool IsText(std::string_view bytes) { return bytes.substr(0, 4096).find('\0') == std::string_view::npos; }

// The folder of a file: "ingest/readers/pdf" of "ingest/readers/pdf/pdf_words.h".
std::string_view FolderOf(std::string_view path) { return path.substr(0, path.rfind('/')); }

// A row "| [source](source/README.md) | ... | document, outline |" of a room's README: what a folder may
// include.
using FolderRules = std::map<std::string, Names, std::less<>>;

FolderRules FolderRulesOf(std::string_view room, std::string_view page) {
  FolderRules rules;
  for (const std::string_view line : Split(page, '\n')) {
    const size_t link = line.find("](");
    const size_t end = line.find("/README.md)", link);
    if (!line.starts_with("| [") || end == std::string_view::npos) continue;
    const std::vector<std::string_view> cells = Split(line, '|');
    if (cells.size() != 5) continue;
    Names& allowed = rules[std::string(room) + "/" + std::string(line.substr(link + 2, end - link - 2))];
    for (const std::string_view word : Split(cells[3], ',')) {
      const std::string_view name = Trim(word);
      if (name == "(room)") {
        allowed.emplace(room);
      } else if (!name.empty() && name != "-") {
        allowed.insert(std::string(room) + "/" + std::string(name));
      }
    }
  }
  return rules;
}

// Folders that can reach themselves. Takes away what leads nowhere until nothing changes; what is left is a
// circle, or leads to one.
Names Circles(FolderRules rules) {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto rule = rules.begin(); rule != rules.end();) {
      std::erase_if(rule->second, [&](const std::string& name) { return !rules.contains(name); });
      if (rule->second.empty()) {
        rule = rules.erase(rule);
        changed = true;
      } else {
        ++rule;
      }
    }
  }
  Names left;
  for (const auto& [folder, allowed] : rules) left.insert(folder);
  return left;
}

bool IsIdentifier(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
}

// "LoadView", "GraphBatch": two capitals at least, and small letters. A lone capitalised word is prose or a
// label.
bool IsCodeName(std::string_view text) {
  if (text.ends_with("()")) text.remove_suffix(2);
  if (!IsIdentifier(text) || text.find('_') != std::string_view::npos || text[0] < 'A' || text[0] > 'Z')
    return false;
  const auto capitals = std::ranges::count_if(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  const auto small = std::ranges::count_if(text, [](char c) { return c >= 'a' && c <= 'z'; });
  return capitals >= 2 && small > capitals;
}

}  // namespace

Tree ReadTree(const std::filesystem::path& root) {
  namespace fs = std::filesystem;
  Tree tree;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator();
       ++entry) {
    const std::string name = entry->path().filename().string();
    if (entry->is_directory()) {
      const bool hidden = name.starts_with(".") && name != ".ci";
      if (hidden || (entry.depth() == 0 && name.starts_with("build"))) entry.disable_recursion_pending();
    } else if (entry->is_regular_file()) {
      tree[fs::relative(entry->path(), root).generic_string()] = ReadFileOrDie(entry->path());
    }
  }
  return tree;
}

Complaints CheckRooms(const Tree& tree) {
  Complaints complaints;
  for (const auto& [path, bytes] : tree) {
    const Room* room = RoomOf(path);
    if (room == nullptr || !IsSource(path)) continue;
    for (const Include& include : IncludesOf(bytes)) {
      const std::string header(include.header);
      const Room* other = RoomOf(header);
      if (!include.quoted) {
        if (other != nullptr)
          complaints.push_back(path + " includes <" + header + ">: our own headers stand in quotes");
      } else if (other == nullptr) {
        complaints.push_back(path + " includes \"" + header + "\": a path from the root was expected");
      } else if (std::ranges::find(room->may_include, other->name) == room->may_include.end()) {
        complaints.push_back(path + " includes \"" + header + "\": " + std::string(room->name) +
                             " does not know " + std::string(other->name));
      } else if (!tree.contains(header)) {
        complaints.push_back(path + " includes \"" + header + "\", which does not exist");
      }
    }
  }
  return complaints;
}

Complaints CheckFolders(const Tree& tree) {
  Complaints complaints;
  for (const std::string room : {"ingest", "query"}) {
    const auto page = tree.find(room + "/README.md");
    if (page == tree.end()) return {room + "/README.md does not exist"};
    const FolderRules rules = FolderRulesOf(room, page->second);
    for (const std::string& folder : Circles(rules))
      complaints.push_back(room + "/README.md lets " + folder + " include itself by way of others");
    for (const auto& [folder, allowed] : rules) {
      const auto first = tree.lower_bound(folder + "/");
      if (first == tree.end() || !first->first.starts_with(folder + "/"))
        complaints.push_back(room + "/README.md has a row for " + folder + ", which does not exist");
      if (!tree.contains(folder + "/README.md")) complaints.push_back(folder + "/README.md does not exist");
    }
    for (auto at = tree.lower_bound(room + "/"); at != tree.end() && at->first.starts_with(room + "/");
         ++at) {
      const std::string_view folder = FolderOf(at->first);
      if (!IsSource(at->first) || folder == room) continue;
      const auto rule = rules.find(folder);
      if (rule == rules.end()) {
        complaints.push_back(at->first + " stands in a folder without a row in " + room + "/README.md");
        continue;
      }
      for (const Include& include : IncludesOf(at->second)) {
        const std::string_view other = FolderOf(include.header);
        if (!include.quoted || other == folder || (other != room && !other.starts_with(room + "/"))) continue;
        if (rule->second.contains(other)) continue;
        complaints.push_back(at->first + " includes \"" + std::string(include.header) + "\": " + room +
                             "/README.md does not let " + std::string(folder) + " include " +
                             std::string(other));
      }
    }
  }
  return complaints;
}

Complaints CheckTypes(const Tree& tree) {
  // Types at the start of a line; those in an unnamed namespace are the file's own.
  std::map<std::string, std::string, std::less<>> seen;  // "concord::GraphBatch" -> file
  Complaints complaints;
  for (const auto& [path, bytes] : tree) {
    const Room* room = RoomOf(path);
    if (room == nullptr || !IsSource(path) || room->name == "tests") continue;
    std::vector<std::string_view> spaces;
    for (const std::string_view line : Split(bytes, '\n')) {
      if (line.starts_with("namespace ") && line.ends_with("{")) {
        spaces.push_back(Trim(line.substr(10, line.size() - 11)));
      } else if (line.starts_with("}  // namespace") && !spaces.empty()) {
        spaces.pop_back();
      }
      for (std::string_view word : {"struct ", "class ", "enum class ", "enum "}) {
        if (!line.starts_with(word) || line.find('{') == std::string_view::npos) continue;
        std::string_view rest = Trim(line.substr(word.size()));
        if (rest.starts_with("[[")) rest = Trim(rest.substr(rest.find("]]") + 2));
        const std::string_view name = rest.substr(0, rest.find_first_of(" :{<"));
        const bool own = std::ranges::find(spaces, std::string_view()) != spaces.end();
        const bool nested = rest.substr(name.size()).starts_with("::");
        if (own || nested || name.empty() || rest.substr(name.size()).starts_with("<")) break;
        std::string full;
        for (const std::string_view space : spaces) full += std::string(space) + "::";
        full += name;
        const auto [at, fresh] = seen.emplace(full, path);
        if (!fresh && at->second != path)
          complaints.push_back(path + " defines " + full + ", as " + at->second + " does");
        break;
      }
    }
  }
  return complaints;
}

Complaints CheckCodeNames(const Tree& tree) {
  Names known;
  for (const auto& [path, bytes] : tree) {
    const bool code = path.ends_with(".h") || path.ends_with(".cc") || path.ends_with(".def") ||
                      path.ends_with(".cmake") || path.ends_with("CMakeLists.txt") || path.ends_with(".py");
    if (!code) continue;
    for (size_t at = 0; at < bytes.size();) {
      size_t end = at;
      while (end < bytes.size() &&
             (bytes[end] == '_' || std::isalnum(static_cast<unsigned char>(bytes[end])) != 0))
        ++end;
      const std::string_view word = std::string_view(bytes).substr(at, end - at);
      if (IsCodeName(word)) known.emplace(word);
      at = end + 1;
    }
  }
  Complaints complaints;
  for (const auto& [path, bytes] : tree) {
    if (!path.ends_with(".md") || path.starts_with("datasets/sample/") || path.starts_with("tests/"))
      continue;
    const Names quoted = QuotedWords(bytes, [](std::string_view word) { return IsCodeName(word); });
    for (std::string name : quoted) {
      if (name.ends_with("()")) name.resize(name.size() - 2);
      if (!known.contains(name)) complaints.push_back(path + " names `" + name + "`, which no source has");
    }
    const Names files = QuotedWords(bytes, [](std::string_view word) {
      return RoomOf(word) != nullptr && IsSource(word) &&
             word.find_first_of(" *{<") == std::string_view::npos;
    });
    for (const std::string& file : files) {
      const bool pattern = file.find("/x_") != std::string::npos || file.find("/x.") != std::string::npos;
      if (!pattern && !tree.contains(file))
        complaints.push_back(path + " names `" + file + "`, which does not exist");
    }
  }
  return complaints;
}

Complaints CheckLibraries(const Tree& tree) {
  Complaints complaints;
  for (const auto& entry : tree) {
    const std::string& path = entry.first;
    if (RoomOf(path) == nullptr || !IsSource(path)) continue;
    for (const Include& include : IncludesOf(entry.second)) {
      if (include.quoted || RoomOf(include.header) != nullptr) continue;
      const std::string header(include.header);
      if (header == "regex")
        complaints.push_back(path + " includes <regex>, which is neither linear nor safe on long input");
      if (header.find_first_of("./") == std::string::npos) continue;  // the standard library
      const auto& libraries = Libraries();
      const auto library = std::ranges::find_if(
          libraries, [&](const Library& known) { return Matches(known.header, header); });
      if (library == libraries.end()) {
        complaints.push_back(path + " includes <" + header +
                             ">: no row of Libraries() says where that is used");
      } else if (std::ranges::none_of(library->places, [&](auto place) { return Matches(place, path); })) {
        complaints.push_back(path + " includes <" + header + ">, which has its place elsewhere");
      }
    }
  }
  return complaints;
}

Complaints CheckTables(const Tree& tree) {
  Complaints complaints;
  for (const Table& table : kTables) {
    const std::string def(table.def);
    const auto file = tree.find(def);
    if (file == tree.end()) {
      complaints.push_back(def + " does not exist");
      continue;
    }
    // File names, and where each stands; a table's files may lie in folders below its prefix.
    std::map<std::string, std::string, std::less<>> files;
    for (auto at = tree.lower_bound(table.prefix); at != tree.end() && at->first.starts_with(table.prefix);
         ++at) {
      if (at->first.ends_with(table.suffix)) files[at->first.substr(at->first.rfind('/') + 1)] = at->first;
    }
    Names expected;
    for (const std::string& name : RowsOf(file->second, table.row)) {
      const std::string source = name + std::string(table.suffix);
      if (!expected.insert(source).second) complaints.push_back(def + " has two rows for " + name);
      if (!files.contains(source)) {
        complaints.push_back(def + " has a row for " + std::string(table.prefix) + source +
                             ", which does not exist");
      }
    }
    if (expected.empty()) complaints.push_back(def + " has no row");
    for (const auto& [source, path] : files) {
      if (!expected.contains(source)) complaints.push_back(path + " has no row in " + def);
    }
  }
  return complaints;
}

Complaints CheckHeaders(const Tree& tree) {
  Complaints complaints;
  for (const auto& [path, bytes] : tree) {
    if (RoomOf(path) == nullptr || !path.ends_with(".h")) continue;
    std::string guard = "CONCORD_";
    for (const char c : path) {
      guard += std::isalnum(static_cast<unsigned char>(c))
                   ? static_cast<char>(std::toupper(static_cast<unsigned char>(c)))
                   : '_';
    }
    guard += '_';
    if (bytes.find("#ifndef " + guard + "\n#define " + guard + "\n") == std::string::npos) {
      complaints.push_back(path + " lacks the guard " + guard);
    }
    if (!bytes.starts_with("//"))
      complaints.push_back(path + " does not start with a comment that says what it is");
  }
  return complaints;
}

// The words of schema.def in quotation marks: in sources, only graph/ and the tests may spell them so.
void CheckSpelling(const Tree& tree, const Names& labels, const Names& types, Complaints* complaints) {
  for (const auto& [path, bytes] : tree) {
    if (!IsSource(path) || path.starts_with("graph/") || path.starts_with("tests/")) continue;
    for (const std::string& type : types) {
      const size_t at = bytes.find('"' + type + '"');
      if (at == std::string::npos) continue;
      const size_t line = bytes.rfind('\n', at) + 1;
      if (std::string_view(bytes).substr(line, at - line).find("//") == std::string_view::npos)
        complaints->push_back(path + " spells \"" + type + "\"; it is edge::" + type);
    }
    // Labels are words of English too, so only calls are looked at.
    for (const std::string& name : labels) {
      for (const std::string_view call : {"HasLabel(", "NodeCount(", "WithLabel("}) {
        if (bytes.find(std::string(call) + '"' + name + '"') != std::string::npos)
          complaints->push_back(path + " spells \"" + name + "\"; it is label::" + name);
      }
    }
  }
}

Complaints CheckVocabulary(const Tree& tree) {
  const auto def = tree.find("graph/schema.def");
  const auto page = tree.find("docs/schema.md");
  if (def == tree.end() || page == tree.end()) return {"graph/schema.def and docs/schema.md must both exist"};

  Complaints complaints;
  const Names words = QuotedWords(page->second, [](std::string_view) { return true; });
  Names labels, types;
  for (const std::string_view row : {"LABEL", "EDGE"}) {
    for (const std::string& name : RowsOf(def->second, row)) {
      if (!words.contains(name)) complaints.push_back("docs/schema.md does not explain `" + name + "`");
      (row == "EDGE" ? types : labels).insert(name);
    }
  }
  CheckSpelling(tree, labels, types, &complaints);
  const Names explained = QuotedWords(page->second, [](std::string_view word) {
    return word.find('_') != std::string_view::npos &&
           std::ranges::all_of(word, [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); });
  });
  for (const std::string& name : explained) {
    if (!types.contains(name))
      complaints.push_back("docs/schema.md explains `" + name + "`, which graph/schema.def does not have");
  }
  return complaints;
}

namespace {

struct Literal {
  size_t line = 0;   // from 1
  std::string text;  // as in the source, with its escapes
};

// The string literals of a source. Those that follow one another are one.
std::vector<Literal> LiteralsOf(std::string_view source) {
  std::vector<Literal> literals;
  size_t line = 1;
  bool joins = false;  // only white space since the last literal
  for (size_t at = 0; at < source.size();) {
    const char c = source[at];
    if (c == '\n') ++line;
    if (std::isspace(static_cast<unsigned char>(c)) != 0) {
      ++at;
      continue;
    }
    if (source.substr(at).starts_with("//")) {
      at = std::min(source.find('\n', at), source.size());
      continue;
    }
    const bool raw = source.substr(at).starts_with("R\"(");
    const bool digits = c == '\'' && at > 0 && std::isalnum(static_cast<unsigned char>(source[at - 1])) != 0;
    if (!raw && (digits || (c != '"' && c != '\''))) {
      joins = false;
      ++at;
      continue;
    }
    const size_t from = at + (raw ? 3 : 1);
    size_t end = from;
    if (raw) {
      end = source.find(")\"", from);
    } else {
      while (end < source.size() && source[end] != c) end += source[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, source.size());
    if (c != '\'') {
      if (!joins) literals.push_back({line, {}});
      literals.back().text += source.substr(from, end - from);
    }
    joins = c != '\'';
    line += static_cast<size_t>(std::ranges::count(source.substr(from, end - from), '\n'));
    at = end + (raw ? 2 : 1);
  }
  return literals;
}

// Where a text spells a parameter as the terminal does: "--" before a small letter or a name to be filled in,
// not within a word.
size_t FindOption(std::string_view text) {
  for (size_t at = text.find("--"); at != std::string_view::npos; at = text.find("--", at + 1)) {
    const std::string_view rest = text.substr(at + 2);
    const bool inside = at > 0 && std::string_view(" (['`\"/").find(text[at - 1]) == std::string_view::npos;
    if (!inside && !rest.empty() && (rest[0] == '{' || (rest[0] >= 'a' && rest[0] <= 'z'))) return at;
  }
  return std::string_view::npos;
}

}  // namespace

Complaints CheckMessages(const Tree& tree) {
  Names verbs;
  for (const auto& [def, row] : {std::pair("query/queries.def", "QUERY"), {"cli/commands.def", "COMMAND"}}) {
    const auto table = tree.find(def);
    if (table == tree.end()) continue;
    for (std::string& verb : RowsOf(table->second, row)) verbs.insert(std::move(verb));
  }
  Complaints complaints;
  for (const auto& [path, bytes] : tree) {
    const Room* room = RoomOf(path);
    if (!IsSource(path) || room == nullptr || room->name == "cli" || room->name == "tests") continue;
    for (const Literal& literal : LiteralsOf(bytes)) {
      size_t from = 0;
      while (from < literal.text.size()) {
        const size_t end =
            std::min({literal.text.find("\\n", from), literal.text.find('\n', from), literal.text.size()});
        const std::string_view line = std::string_view(literal.text).substr(from, end - from);
        from = end + (end < literal.text.size() && literal.text[end] == '\\' ? 2 : 1);
        const std::string_view before = line.substr(0, std::min(FindOption(line), line.size()));
        if (before.size() == line.size()) continue;
        const bool is_command = before.find("concord ") != std::string_view::npos ||
                                before.find("neo4j-admin ") != std::string_view::npos ||
                                verbs.contains(before.substr(0, before.find(' ')));
        if (!is_command)
          complaints.push_back(
              fmt::format("{}:{} spells a parameter for the terminal alone; write "
                          "PARAMETER(\"name\"): {}",
                          path, literal.line, line));
      }
    }
  }
  return complaints;
}

Complaints CheckPages(const Tree& tree) {
  Complaints complaints;
  for (const std::string_view room : {"base", "graph", "mapping", "ingest", "query", "app", "server", "cli",
                                      "python", "datasets", "tests"}) {
    const std::string page = std::string(room) + "/README.md";
    if (!tree.contains(page)) complaints.push_back(page + " does not exist");
  }
  for (const auto& [path, bytes] : tree) {
    // The sample's links are part of invented documents.
    if (!path.ends_with(".md") || path.starts_with("datasets/sample/") || path.starts_with("tests/"))
      continue;
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    for (size_t at = bytes.find("]("); at != std::string::npos; at = bytes.find("](", at + 2)) {
      std::string target = bytes.substr(at + 2, bytes.find(')', at) - at - 2);
      target = target.substr(0, target.find('#'));
      if (target.empty() || target.find("://") != std::string::npos) continue;
      std::string file = (folder / target).lexically_normal().generic_string();
      const bool is_folder = file.ends_with('/');
      const auto found = tree.lower_bound(file);
      const bool exists =
          is_folder ? found != tree.end() && found->first.starts_with(file) : tree.contains(file);
      if (!exists) complaints.push_back(path + " links to " + target + ", which does not exist");
    }
  }
  return complaints;
}

Complaints CheckPlaces(const Tree& tree) {
  // Spelled in two pieces, so that this file does not complain of itself.
  static const std::array homes = {std::string("/ho") + "me/", std::string("/ro") + "ot/",
                                   std::string("/Us") + "ers/"};
  Complaints complaints;
  for (const auto& [path, bytes] : tree) {
    if (!IsText(bytes)) continue;
    for (const std::string& home : homes) {
      if (bytes.find(home) != std::string::npos)
        complaints.push_back(path + " names a place on one machine: " + home);
    }
    const bool builds = path.starts_with("scripts/") || path.starts_with(".ci/") ||
                        path.starts_with("cmake/") || path.ends_with("CMakeLists.txt") ||
                        path == "CMakePresets.json";
    if (builds && bytes.find("://") != std::string::npos) complaints.push_back(path + " names a host");
  }
  return complaints;
}

}  // namespace concord::testing
