#include "mapping/sssom_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/delimited.h"
#include "base/text.h"
#include "mapping/sssom_slots.h"

namespace concord {
namespace {

constexpr std::string_view kUnspecified = "semapv:UnspecifiedMatching";
constexpr std::string_view kNoLicence = "https://w3id.org/sssom/license/unspecified";

// What YAML 1.1 and 1.2 take for something else than a text. Dates are none in YAML 1.2.
bool ReadsAsOther(std::string_view text) {
  constexpr std::string_view kWords[] = {"null", "true", "false", "yes", "no", "on", "off", "y", "n", "~"};
  if (std::ranges::any_of(kWords, [&](std::string_view word) { return EqualsIgnoreCase(text, word); }))
    return true;
  std::string_view rest = text;
  if (rest.starts_with('+') || rest.starts_with('-')) rest.remove_prefix(1);
  if (EqualsIgnoreCase(rest, ".inf") || EqualsIgnoreCase(rest, ".nan")) return true;
  if (rest.empty() || rest.find_first_of("0123456789") == std::string_view::npos) return false;
  if (rest.starts_with("0x") || rest.starts_with("0o") || rest.starts_with("0b"))
    return rest.find_first_not_of("0123456789abcdefABCDEF_", 2) == std::string_view::npos;
  // Digits with a point, an exponent, or blocks of 60 as YAML 1.1 has them.
  return rest.find_first_not_of("0123456789._:eE+-") == std::string_view::npos &&
         rest.find('-', 1) == std::string_view::npos &&
         (rest[0] == '.' || (rest[0] >= '0' && rest[0] <= '9'));
}

bool IsControl(unsigned char c) { return c < 0x20 || c == 0x7F; }

bool MayBePlain(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  constexpr std::string_view kIndicators = ",[]{}#&*!|>'\"%@`";
  if (kIndicators.find(text[0]) != std::string_view::npos) return false;
  if (std::string_view("-?:").find(text[0]) != std::string_view::npos && (text.size() == 1 || text[1] == ' '))
    return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (IsControl(c)) return false;
    // C1 controls, line and paragraph separators, the byte order mark.
    if (c == 0xC2 && static_cast<unsigned char>(text[i + 1]) < 0xA0) return false;
    const std::string_view three = text.substr(i, 3);
    if (three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" || three == "\xEF\xBB\xBF") return false;
    if (text[i] == ':' && i + 1 < text.size() && text[i + 1] == ' ') return false;
    if (text[i] == '#' && i > 0 && text[i - 1] == ' ') return false;
  }
  return true;
}

std::string DoubleQuoted(std::string_view text) {
  std::string out = "\"";
  for (size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += text[i];
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
    } else if (IsControl(c)) {
      out += fmt::format("\\x{:02x}", c);
    } else if (c == 0xC2 && next <= 0xA0) {
      out += next == 0xA0 ? "\\_" : next == 0x85 ? "\\N" : fmt::format("\\x{:02x}", next);
      ++i;
    } else if (text.substr(i, 3) == "\xE2\x80\xA8" || text.substr(i, 3) == "\xE2\x80\xA9") {
      out += text[i + 2] == '\xA8' ? "\\L" : "\\P";
      i += 2;
    } else if (text.substr(i, 3) == "\xEF\xBB\xBF") {
      out += "\\ufeff";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out + '"';
}

std::string Plain(const Value& value) {
  return value.type() == Value::Type::kDouble ? SssomNumber(value.as_double()) : value.ToString();
}

// The text of a cell before it is quoted: lists joined, numbers as the standard has them.
std::string CellText(std::string_view slot, const Value& value) {
  if (value.type() != Value::Type::kList) {
    const std::string plain = Plain(value);
    return IsSssomList(slot) ? JoinSssomList({&plain, 1}) : plain;
  }
  std::vector<std::string> values;
  for (const Value& item : value.as_list()) values.push_back(Plain(item));
  return JoinSssomList(values);
}

std::string Quoted(std::string cell) {
  std::erase(cell, '\0');
  return QuoteCell(cell, '\t');
}

// Puts what its slot must not hold under another name; false when all of it may stay.
bool MakeStrict(std::span<const SssomSlot> slots, PropertyMap* properties) {
  PropertyMap moved;
  for (const SssomSlot& slot : slots) {
    const Value* value = properties->Find(slot.name);
    if (value != nullptr && !FitsSssomSlot(slot, *value)) moved.Set(slot.name, *value);
  }
  for (const auto& [name, value] : moved) {
    properties->Remove(name);
    if (!value.is_null()) properties->Set("source_" + name, value.ToString());
  }
  return !moved.empty();
}

std::optional<Mapping> Strict(const Mapping& row) {
  static const SssomSlot* const kJustification = FindSssomRowSlot("mapping_justification");
  const bool justified = FitsSssomSlot(*kJustification, Value(row.justification));
  PropertyMap other = row.other;
  if (!MakeStrict(SssomRowSlots(), &other) && justified) return {};
  Mapping strict = row;
  strict.other = std::move(other);
  if (!justified) {
    if (!row.justification.empty()) strict.other.Set("source_mapping_justification", row.justification);
    strict.justification = kUnspecified;
  }
  return strict;
}

class SssomWriter {
 public:
  SssomWriter(const MappingSetMetadata& set, std::span<const Mapping* const> rows)
      : set_(set), rows_(rows.begin(), rows.end()) {
    for (const Mapping*& row : rows_) {
      if (std::optional<Mapping> strict = Strict(*row)) row = &strict_.emplace_back(std::move(*strict));
    }
    metadata_ = SetProperties(set);
    metadata_.Remove("curie_map");
    // The name of a file is no URI.
    if (set.metadata.Find("mapping_set_id") == nullptr && set.id.find(':') == std::string::npos)
      metadata_.Set("mapping_set_id", fmt::format("https://w3id.org/concord/mappings/{}", set.id));
    MakeStrict(SssomSetSlots(), &metadata_);
    if (metadata_.FindString("license").empty()) metadata_.Set("license", kNoLicence);
    NameExtensions();
  }

  std::string Run() {
    Condense();
    FindColumns();
    std::string table = WriteTable();
    return WriteHeader() + std::move(table);
  }

 private:
  // ---- what a row says

  // Null where it says nothing.
  static Value SlotOf(const Mapping& row, std::string_view slot) {
    const auto text = [](const std::string& value) { return value.empty() ? Value() : Value(value); };
    if (slot == "subject_id") return text(row.subject_id);
    if (slot == "subject_label") return text(row.subject_label);
    if (slot == "predicate_id") return text(row.predicate_id);
    if (slot == "predicate_modifier") return text(row.predicate_modifier);
    if (slot == "object_id") return text(row.object_id);
    if (slot == "object_label") return text(row.object_label);
    if (slot == "mapping_justification") return text(row.justification);
    if (slot == "confidence") return row.confidence ? Value(*row.confidence) : Value();
    const Value* value = row.other.Find(slot);
    return value == nullptr ? Value() : *value;
  }

  // What all rows say of a slot that can be propagated stands in the header, unless that says something else.
  void Condense() {
    if (rows_.empty()) return;
    for (const SssomSlot& slot : SssomSetSlots()) {
      if (!slot.propagated || slot.kind == SssomKind::kOther) continue;
      const Value first = SlotOf(*rows_[0], slot.name);
      const Value* stated = metadata_.Find(slot.name);
      if (first.is_null() || (stated != nullptr && !(*stated == first))) continue;
      const auto same = [&](const Mapping* row) { return SlotOf(*row, slot.name) == first; };
      if (!std::ranges::all_of(rows_, same)) continue;
      metadata_.Set(slot.name, first);
      condensed_.insert(slot.name);
    }
  }

  // ---- extensions

  // Their properties in full, by which they are ordered.
  void NameExtensions() {
    const Value* definitions = metadata_.Find("extension_definitions");
    if (definitions == nullptr || definitions->type() != Value::Type::kList) return;
    for (const Value& definition : definitions->as_list()) {
      if (definition.type() != Value::Type::kMap) continue;
      const std::string_view property = definition.as_map().FindString("property");
      properties_[std::string(definition.as_map().FindString("slot_name"))] = Expanded(property);
    }
  }

  std::string Expanded(std::string_view curie) const {
    const std::string_view prefix = CuriePrefix(curie);
    if (prefix.empty()) return std::string(curie);
    const auto declared = set_.prefixes.find(std::string(prefix));
    const std::string_view expansion =
        declared != set_.prefixes.end() ? std::string_view(declared->second) : SssomBuiltInPrefix(prefix);
    return expansion.empty() ? std::string(curie)
                             : fmt::format("{}{}", expansion, curie.substr(prefix.size() + 1));
  }

  // Those without a definition last, by name.
  void Order(std::vector<std::string>* extensions) const {
    std::ranges::sort(*extensions, [this](const std::string& a, const std::string& b) {
      const auto pa = properties_.find(a), pb = properties_.find(b);
      const bool da = pa != properties_.end(), db = pb != properties_.end();
      if (da != db) return da;
      return da && pa->second != pb->second ? pa->second < pb->second : a < b;
    });
  }

  // ---- the table

  void FindColumns() {
    std::set<std::string, std::less<>> filled;
    for (const Mapping* row : rows_) {
      for (const auto& [name, value] : row->other) {
        if (!CellText(name, value).empty()) filled.insert(name);
      }
    }
    for (const SssomSlot& slot : SssomRowSlots()) {
      constexpr std::string_view kAlways[] = {"subject_id", "predicate_id", "object_id",
                                              "mapping_justification"};
      const bool always = rows_.empty() && std::ranges::find(kAlways, slot.name) != std::end(kAlways);
      const auto says = [&](const Mapping* row) { return !SlotOf(*row, slot.name).is_null(); };
      if (!condensed_.contains(slot.name) && (always || std::ranges::any_of(rows_, says)))
        columns_.emplace_back(slot.name);
      filled.erase(std::string(slot.name));
    }
    row_extensions_.assign(filled.begin(), filled.end());
    Order(&row_extensions_);
    columns_.insert(columns_.end(), row_extensions_.begin(), row_extensions_.end());
  }

  std::string WriteTable() {
    std::vector<std::vector<std::string>> table;
    table.reserve(rows_.size());
    for (const Mapping* row : rows_) {
      std::vector<std::string>& cells = table.emplace_back();
      for (const std::string& column : columns_) {
        const Value value = SlotOf(*row, column);
        cells.push_back(CellText(column, value));
        NoteUse(column, value);
      }
    }
    std::ranges::sort(table);
    std::string out = fmt::format("{}\n", fmt::join(columns_, "\t"));
    for (const std::vector<std::string>& cells : table) {
      for (size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) out += '\t';
        out += Quoted(cells[i]);
      }
      out += '\n';
    }
    return out;
  }

  // ---- prefixes

  void NoteUse(std::string_view name, const Value& value) {
    if (value.type() == Value::Type::kList) {
      for (const Value& item : value.as_list()) NoteUse(name, item);
      return;
    }
    if (value.type() != Value::Type::kString) return;
    const std::string& text = value.as_string();
    const SssomSlot* slot = FindSssomRowSlot(name);
    if (slot == nullptr) slot = FindSssomSetSlot(name);
    const std::string_view prefix = CuriePrefix(text);
    const bool entity = slot != nullptr && slot->kind == SssomKind::kEntity;
    // Categories and extensions may hold CURIEs or anything else: what is declared counts.
    const bool maybe = (slot == nullptr || name.ends_with("_category")) &&
                       set_.prefixes.contains(std::string(prefix)) && text.find(' ') == std::string::npos;
    if (!prefix.empty() && (entity || maybe)) used_.emplace(prefix);
    // A composed expression names entities inside of it: SCHEMA:1/(disease:'MONDO:5148').
    if (!entity || text.find('\'') == std::string::npos) return;
    for (const auto& [declared, expansion] : set_.prefixes) {
      if (text.find("'" + declared + ":") != std::string::npos) used_.insert(declared);
    }
  }

  // ---- the header

  void Line(std::string_view text) {
    header_ += '#';
    header_ += text;
    header_ += '\n';
  }

  // Everything but a list of maps fits on a line, or on a line for each value.
  void Slot(std::string_view name, const Value& value) {
    const SssomSlot* slot = FindSssomSetSlot(name);
    const bool typed = slot == nullptr || slot->kind == SssomKind::kNumber || slot->kind == SssomKind::kDate;
    const auto scalar = [&](const Value& item) { return YamlScalar(Plain(item), typed); };
    NoteUse(name, value);
    if (value.type() == Value::Type::kMap) {
      Line(fmt::format("{}:", name));
      for (const auto& [key, item] : value.as_map()) Line(fmt::format("  {}: {}", key, scalar(item)));
    } else if (value.type() != Value::Type::kList && !(slot != nullptr && slot->list)) {
      Line(fmt::format("{}: {}", name, scalar(value)));
    } else {
      const List list = value.type() == Value::Type::kList ? value.as_list() : List{value};
      if (list.empty()) return;
      Line(fmt::format("{}:", name));
      for (const Value& item : list) {
        if (item.type() != Value::Type::kMap) {
          Line(fmt::format("  - {}", scalar(item)));
          continue;
        }
        std::string_view mark = "  - ";
        for (const auto& [key, part] : item.as_map()) {
          Line(fmt::format("{}{}: {}", mark, key, scalar(part)));
          mark = "    ";
        }
      }
    }
  }

  // Of the slots in use, by their properties.
  void Definitions() {
    const Value* all = metadata_.Find("extension_definitions");
    if (all == nullptr || all->type() != Value::Type::kList) return;
    std::vector<std::pair<std::string, const PropertyMap*>> used;
    for (const Value& definition : all->as_list()) {
      if (definition.type() != Value::Type::kMap) continue;
      const std::string name(definition.as_map().FindString("slot_name"));
      const bool in_row = std::ranges::find(row_extensions_, name) != row_extensions_.end();
      const bool in_set = FindSssomSetSlot(name) == nullptr && metadata_.Find(name) != nullptr;
      if (in_row || in_set) used.emplace_back(properties_[name], &definition.as_map());
    }
    if (used.empty()) return;
    std::ranges::stable_sort(used, {}, &std::pair<std::string, const PropertyMap*>::first);
    Line("extension_definitions:");
    for (const auto& [property, definition] : used) {
      std::string_view mark = "  - ";
      for (const std::string_view key : {"slot_name", "property", "type_hint"}) {
        const std::string_view value = definition->FindString(key);
        if (value.empty()) continue;
        Line(fmt::format("{}{}: {}", mark, key, YamlScalar(value, false)));
        mark = "    ";
        if (key != "slot_name" && !CuriePrefix(value).empty()) used_.emplace(CuriePrefix(value));
      }
    }
  }

  std::string WriteHeader() {
    std::string version;
    for (const SssomSlot& slot : SssomSetSlots()) {
      if (slot.name == "extension_definitions") {
        Definitions();
      } else if (const Value* value = metadata_.Find(slot.name); value != nullptr) {
        Slot(slot.name, *value);
        if (slot.name == "sssom_version") version = std::exchange(header_, {});
      }
    }
    std::vector<std::string> extensions;
    for (const auto& [name, value] : metadata_) {
      if (FindSssomSetSlot(name) == nullptr) extensions.push_back(name);
    }
    Order(&extensions);
    for (const std::string& name : extensions) Slot(name, *metadata_.Find(name));
    // Now that it is known which prefixes are in use. The version stands before them.
    const std::string rest = std::exchange(header_, std::move(version));
    std::erase_if(used_, [](const std::string& prefix) { return IsSssomBuiltInPrefix(prefix); });
    if (!used_.empty()) Line("curie_map:");
    for (const std::string& prefix : used_) {
      const auto declared = set_.prefixes.find(prefix);
      const std::string expansion = declared == set_.prefixes.end() ? OwnExpansion(prefix) : declared->second;
      Line(fmt::format("  {}: {}", YamlScalar(prefix, false), YamlScalar(expansion, false)));
    }
    return header_ + rest;
  }

  const MappingSetMetadata& set_;
  std::deque<Mapping> strict_;  // those that had to be changed
  std::vector<const Mapping*> rows_;
  PropertyMap metadata_;
  std::map<std::string, std::string, std::less<>> properties_;  // of extensions that are defined
  std::set<std::string_view> condensed_;
  std::vector<std::string> columns_, row_extensions_;
  std::set<std::string> used_;  // prefixes
  std::string header_;
};

}  // namespace

std::string FrameworkCurie(std::string_view key) { return fmt::format("{}:{}", kFrameworksPrefix, key); }

std::string OwnExpansion(std::string_view prefix) {
  const std::string_view known = SssomBuiltInPrefix(prefix);
  return known.empty() ? fmt::format("https://w3id.org/concord/{}/", prefix) : std::string(known);
}

std::string YamlScalar(std::string_view text, bool text_only) {
  return MayBePlain(text) && (text_only || !ReadsAsOther(text)) ? std::string(text) : DoubleQuoted(text);
}

std::string SssomText(const MappingSetMetadata& set, std::span<const Mapping* const> rows) {
  return SssomWriter(set, rows).Run();
}

}  // namespace concord
