#include "ingest/readers/office/xlsx_workbook.h"

#include <expat.h>
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "base/text.h"
#include "ingest/readers/office/xlsx_number_format.h"

namespace concord {
namespace {

constexpr uint32_t kColumns = 16'384, kRows = 1'048'576;
// Merged ranges of a sheet that are looked at; more than any table has.
constexpr size_t kMaxMerges = 100'000;

uint64_t Whole(std::string_view text, uint64_t otherwise) {
  uint64_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// An XML part as a stream of elements and text, by expat. Entities of a DOCTYPE are never declared: office
// files have none, and one that does is refused.
class XmlStream {
 public:
  struct Handler {
    Handler() = default;
    Handler(const Handler&) = delete;
    Handler& operator=(const Handler&) = delete;
    virtual ~Handler() = default;
    using Attributes = std::map<std::string_view, std::string_view>;
    virtual void Begin(std::string_view name, const Attributes& attributes) = 0;
    virtual void End(std::string_view name) = 0;
    virtual void Text(std::string_view text) = 0;
    bool stop = false;  // set it to end the reading
  };

  static Result<void> Read(OfficePackage* package, std::string_view part, const ReadLimits& limits,
                           Handler* handler) {
    XmlStream stream(handler, limits.max_depth);
    if (stream.parser_ == nullptr) return Fail(ErrorCode::kLimit, "no memory for an XML parser");
    ZipArchive& archive = package->archive();
    bool ended = false;
    const Result<void> read = archive.Stream(part, [&](std::string_view piece) -> Result<void> {
      // Pieces of an archive have 32 bits.
      if (XML_Parse(stream.parser_.get(), piece.data(), static_cast<int>(piece.size()), 0) != XML_STATUS_OK) {
        if (handler->stop) ended = true;
        return tl::unexpected(stream.ErrorOf(archive, part));
      }
      return {};
    });
    if (ended) return {};
    if (!read) return read;
    if (XML_Parse(stream.parser_.get(), "", 0, 1) != XML_STATUS_OK && !handler->stop) {
      return tl::unexpected(stream.ErrorOf(archive, part));
    }
    return {};
  }

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
  };

  XmlStream(Handler* handler, uint32_t max_depth)
      : parser_(XML_ParserCreate(nullptr)), handler_(handler), max_depth_(max_depth) {
    if (parser_ == nullptr) return;
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), Begin, End);
    XML_SetCharacterDataHandler(parser_.get(), Text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), Doctype);
  }

  static std::string_view Local(const char* name) {
    const std::string_view whole = name;
    const size_t colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
  }
  static void Begin(void* self, const char* name, const char** attributes) {
    auto& stream = *static_cast<XmlStream*>(self);
    if (++stream.depth_ > stream.max_depth_) {
      stream.Stop(fmt::format("elements are nested deeper than {} (limit max_depth)", stream.max_depth_),
                  ErrorCode::kLimit);
      return;
    }
    stream.attributes_.clear();
    for (; *attributes != nullptr; attributes += 2) stream.attributes_[Local(attributes[0])] = attributes[1];
    stream.handler_->Begin(Local(name), stream.attributes_);
    if (stream.handler_->stop) XML_StopParser(stream.parser_.get(), XML_FALSE);
  }
  static void End(void* self, const char* name) {
    auto& stream = *static_cast<XmlStream*>(self);
    --stream.depth_;
    stream.handler_->End(Local(name));
    if (stream.handler_->stop) XML_StopParser(stream.parser_.get(), XML_FALSE);
  }
  static void Text(void* self, const char* text, int size) {
    static_cast<XmlStream*>(self)->handler_->Text({text, static_cast<size_t>(size)});
  }
  static void Doctype(void* self, const char* /*name*/, const char* /*system*/, const char* /*public*/,
                      int /*internal*/) {
    static_cast<XmlStream*>(self)->Stop("a DOCTYPE, which no office file has", ErrorCode::kInvalid);
  }
  void Stop(std::string message, ErrorCode code) {
    if (!message_) message_ = {code, std::move(message)};
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  Error ErrorOf(const ZipArchive& archive, std::string_view part) const {
    if (message_) return archive.ErrorIn(part, message_->first, message_->second);
    Error error = archive.ErrorIn(
        part, ErrorCode::kInvalid,
        fmt::format("not well-formed XML: {}", XML_ErrorString(XML_GetErrorCode(parser_.get()))));
    error.line = XML_GetCurrentLineNumber(parser_.get());
    error.column = XML_GetCurrentColumnNumber(parser_.get()) + 1;
    return error;
  }

  std::unique_ptr<XML_ParserStruct, Free> parser_;
  Handler* handler_;
  Handler::Attributes attributes_;
  std::optional<std::pair<ErrorCode, std::string>> message_;
  uint32_t depth_ = 0, max_depth_;
};

// The strings that sheets share, one behind another.
class SharedStrings : public XmlStream::Handler {
 public:
  std::string_view at(uint64_t index) const {
    if (index + 1 >= ends_.size()) return {};
    return std::string_view(text_).substr(ends_[index], ends_[index + 1] - ends_[index]);
  }
  bool has(uint64_t index) const { return index + 1 < ends_.size(); }

  void Begin(std::string_view name, const Attributes& /*attributes*/) override {
    if (name == "t") in_text_ = phonetic_ == 0;
    if (name == "rPh") ++phonetic_;  // how East Asian text is spoken
  }
  void End(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") --phonetic_;
    if (name == "si") ends_.push_back(text_.size());
  }
  void Text(std::string_view text) override {
    if (in_text_) text_ += text;
  }

 private:
  std::string text_;
  std::vector<uint64_t> ends_ = {0};
  bool in_text_ = false;
  int phonetic_ = 0;
};

// Cells that a workbook does not have, before others in their row, and rows before others. A cell of a few
// bytes in the last column makes 16,383 of them.
constexpr uint64_t kMostEmptyCells = 10'000'000;

// What the workbook says of all sheets.
struct Setting {
  SharedStrings strings;
  std::vector<bool> dates;           // by cell format: shows a date
  std::vector<std::string> formats;  // likewise: the code of its numbers
  bool epoch_1904 = false;
  uint64_t room = 0;  // bytes of CSV that may still be made
  uint64_t empty_room = kMostEmptyCells;
};

struct Merge {
  uint32_t last_row;
  std::string value;
};

// Finds the merged ranges, which a sheet names behind its cells.
class MergeFinder : public XmlStream::Handler {
 public:
  // By row and column of their first cell, those that reach downwards: the last row.
  std::map<std::pair<uint32_t, uint32_t>, uint32_t> merges;

  void Begin(std::string_view name, const Attributes& attributes) override {
    if (name != "mergeCell" || merges.size() == kMaxMerges) return;
    const auto ref = attributes.find("ref");
    if (ref == attributes.end()) return;
    const size_t colon = ref->second.find(':');
    uint32_t column = 0, row = 0, last_column = 0, last_row = 0;
    if (colon == std::string_view::npos || !ReadCellName(ref->second.substr(0, colon), &column, &row) ||
        !ReadCellName(ref->second.substr(colon + 1), &last_column, &last_row)) {
      return;
    }
    if (last_row > row) merges[{row, column}] = last_row;
  }
  void End(std::string_view /*name*/) override {}
  void Text(std::string_view /*text*/) override {}
};

class SheetReader : public XmlStream::Handler {
 public:
  SheetReader(Setting* setting, MergeFinder* merges, std::string* csv)
      : setting_(*setting), merges_(*merges), csv_(*csv) {}

  bool full() const { return full_; }
  bool is_sparse() const { return is_sparse_; }

  void Begin(std::string_view name, const Attributes& attributes) override {
    const auto get = [&](std::string_view attribute) {
      const auto found = attributes.find(attribute);
      return found == attributes.end() ? std::string_view() : found->second;
    };
    if (name == "row") {
      const uint64_t row = Whole(get("r"), next_row_ + uint64_t{1});
      if (row >= 1 && row <= kRows && row > next_row_) EmptyRows(static_cast<uint32_t>(row - 1));
      next_column_ = 0;
      in_row_ = true;
    } else if (name == "c" && in_row_) {
      uint32_t row = 0;
      column_ = next_column_;
      ReadCellName(get("r"), &column_, &row);
      type_ = get("t");
      style_ = Whole(get("s"), 0);
      value_.clear();
      in_cell_ = true;
    } else if (in_cell_ && (name == "v" || name == "t")) {
      in_value_ = phonetic_ == 0;
    } else if (name == "rPh") {
      ++phonetic_;
    }
  }

  void End(std::string_view name) override {
    if (name == "v" || name == "t") {
      in_value_ = false;
    } else if (name == "rPh") {
      --phonetic_;
    } else if (name == "c" && in_cell_) {
      in_cell_ = false;
      next_column_ = std::max(next_column_, column_ + 1);
      if (next_column_ > kColumns) return;
      Cell(column_, Displayed());
    } else if (name == "row" && in_row_) {
      in_row_ = false;
      EndRow();
    }
  }

  void Text(std::string_view text) override {
    if (in_value_) value_ += text;
  }

 private:
  std::string Displayed() const {
    const std::string_view format =
        style_ < setting_.formats.size() ? setting_.formats[style_] : std::string_view();
    if (type_ == "s") return ShowText(setting_.strings.at(Whole(value_, UINT64_MAX - 1)), format);
    if (type_ == "b") return value_.empty() ? "" : value_ == "0" ? "FALSE" : "TRUE";
    if (type_ == "str" || type_ == "inlineStr") return ShowText(value_, format);  // of a formula; of its own
    if (!type_.empty() && type_ != "n") return value_;                            // dates, errors
    if (value_.empty()) return "";
    double number = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    if (error != std::errc() || end != value_.data() + value_.size()) return value_;
    if (style_ < setting_.dates.size() && setting_.dates[style_]) {
      std::string date = DateOfSerial(number, setting_.epoch_1904);
      if (!date.empty()) return date;
    }
    // Stored with 17 digits, displayed with 15 at most.
    return ShowNumber(number, format, value_.size() > 15 ? fmt::format("{:.15g}", number) : value_);
  }

  void Cell(uint32_t column, std::string value) {
    if (const auto merge = merges_.merges.find({next_row_, column});
        merge != merges_.merges.end() && !value.empty()) {
      open_[column] = {merge->second, value};
    }
    if (!value.empty()) cells_[column] = std::move(value);
  }

  void Put(std::string_view text) {
    if (text.size() > setting_.room) {
      full_ = stop = true;
      return;
    }
    setting_.room -= text.size();
    csv_ += text;
  }

  void EndRow() {
    for (auto merge = open_.begin(); merge != open_.end();) {
      if (merge->second.last_row < next_row_) {
        merge = open_.erase(merge);
        continue;
      }
      cells_.try_emplace(merge->first, merge->second.value);
      ++merge;
    }
    uint32_t column = 0;
    for (const auto& [at, value] : cells_) {
      // The comma of the cell before is no empty cell.
      if (at > column) TakeEmpty(at - column - (at == cells_.begin()->first ? 0 : 1));
      for (; column < at && !stop; ++column) Put(",");
      std::string cell = CollapseSpace(value);
      if (cell.find_first_of(",\";\t") != std::string::npos) {
        std::string quoted = "\"";
        for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        cell = quoted + "\"";
      }
      Put(cell);
    }
    // Every row has a comma, so that a table of one column is still one of commas.
    Put(cells_.empty() ? "\n" : ",\n");
    cells_.clear();
    ++next_row_;
  }

  // A comma behind each cell is one that is there.
  void TakeEmpty(uint32_t cells) {
    is_sparse_ = is_sparse_ || cells > setting_.empty_room;
    if (is_sparse_) stop = true;
    setting_.empty_room -= std::min<uint64_t>(cells, setting_.empty_room);
  }

  // Rows that the sheet does not mention, up to `row`; merged cells go on in them.
  void EmptyRows(uint32_t row) {
    TakeEmpty(row - std::min(row, next_row_));
    while (next_row_ < row && !stop) EndRow();
  }

  Setting& setting_;
  MergeFinder& merges_;
  std::string& csv_;
  std::map<uint32_t, std::string> cells_;  // of the row
  std::map<uint32_t, Merge> open_;         // merged ranges that reach into this row, by column
  std::string value_;
  std::string type_;
  uint64_t style_ = 0;
  uint32_t next_row_ = 0, next_column_ = 0, column_ = 0;
  bool in_row_ = false, in_cell_ = false, in_value_ = false, full_ = false, is_sparse_ = false;
  int phonetic_ = 0;
};

// What the cell formats show: dates, or numbers in a certain way.
void TakeFormats(pugi::xml_node root, Setting* setting) {
  // Built in: 14 to 22 and 45 to 47, and those of East Asian languages.
  std::set<uint64_t> dates = {14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47};
  for (uint64_t i = 27; i <= 36; ++i) dates.insert(i);
  for (uint64_t i = 50; i <= 58; ++i) dates.insert(i);
  std::map<uint64_t, std::string> codes;
  for (const pugi::xml_node group : root.children()) {
    for (const pugi::xml_node node : group.children()) {
      const uint64_t id = Whole(XmlAttribute(node, "numFmtId"), 0);
      if (LocalName(group) == "numFmts") {
        codes[id] = XmlAttribute(node, "formatCode");
        if (IsDateFormat(codes[id])) {
          dates.insert(id);
        } else {
          dates.erase(id);
        }
      } else if (LocalName(group) == "cellXfs") {
        const auto code = codes.find(id);
        setting->dates.push_back(dates.contains(id));
        setting->formats.emplace_back(code != codes.end() ? code->second : BuiltInNumberFormat(id));
      }
    }
  }
}

}  // namespace

std::string DateOfSerial(double serial, bool epoch_1904) {
  using namespace std::chrono;
  if (!(serial >= 0) || serial >= 2'958'466) return "";
  // Excel counts 29 February 1900, which never was; days before it are one off.
  const auto whole = static_cast<int64_t>(serial);
  sys_days epoch = epoch_1904 ? sys_days(year(1904) / January / 1) : sys_days(year(1899) / December / 30);
  if (!epoch_1904 && whole < 60) epoch += days(1);
  int64_t second = std::llround((serial - static_cast<double>(whole)) * 86'400);
  sys_days day = epoch + days(whole);
  if (second == 86'400) {
    day += days(1);
    second = 0;
  }
  const std::string time = fmt::format("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
  if (whole == 0 && !epoch_1904) return time;  // a time of no day
  const year_month_day date(day);
  const std::string text =
      fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
  return second == 0 ? text : text + "T" + time;
}

bool IsDateFormat(std::string_view format) {
  if (AsciiLower(format).find("general") != std::string::npos) return false;
  for (size_t at = 0; at < format.size(); ++at) {
    const char c = format[at];
    if (c == ';') break;  // what follows is for other numbers
    if (c == '"') {
      at = std::min(format.find('"', at + 1), format.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++at;
    } else if (c == '[') {
      // "[h]" is a time that runs on, "[Red]" a colour, "[$-409]" a language.
      const size_t end = std::min(format.find(']', at), format.size());
      const std::string inside = AsciiLower(format.substr(at + 1, end - at - 1));
      if (!inside.empty() && inside.find_first_not_of("hms") == std::string::npos) return true;
      at = end;
    } else if (std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool ReadCellName(std::string_view name, uint32_t* column, uint32_t* row) {
  uint64_t letters = 0;
  size_t at = 0;
  if (!name.empty() && name[0] == '$') ++at;
  const size_t first = at;
  for (; at < name.size() && at < first + 3; ++at) {
    const char c = name[at];
    if (c < 'A' || c > 'Z') break;
    letters = letters * 26 + static_cast<uint64_t>(c - 'A' + 1);
  }
  if (at < name.size() && name[at] == '$') ++at;
  const uint64_t number = Whole(name.substr(at), 0);
  if (letters < 1 || letters > kColumns || number < 1 || number > kRows) return false;
  *column = static_cast<uint32_t>(letters - 1);
  *row = static_cast<uint32_t>(number - 1);
  return true;
}

Result<std::vector<Worksheet>> ReadWorkbook(OfficePackage* package, const ReadLimits& limits) {
  const Result<std::string> main = package->Related("", "officeDocument");
  if (!main) return tl::unexpected(main.error());
  if (main->empty()) {
    return tl::unexpected(package->archive().ErrorIn(
        "_rels/.rels", ErrorCode::kInvalid, "expected a relationship to a workbook that is in the archive"));
  }
  if (main->ends_with(".bin")) {
    return tl::unexpected(package->archive().ErrorIn(*main, ErrorCode::kUnsupported,
                                                     "a binary workbook (XLSB); save it as XLSX"));
  }
  const auto workbook = package->ReadXml(*main);
  if (!workbook) return tl::unexpected(workbook.error());
  const auto relationships = package->Relationships(*main);
  if (!relationships) return tl::unexpected(relationships.error());

  Setting setting;
  setting.room = limits.max_unpacked_bytes;
  for (const OfficePackage::Relationship& one : *relationships) {
    if (one.external || !package->Has(one.target)) continue;
    if (one.type == "sharedStrings") {
      const Result<void> read = XmlStream::Read(package, one.target, limits, &setting.strings);
      if (!read) return tl::unexpected(read.error());
    } else if (one.type == "styles") {
      const auto styles = package->ReadXml(one.target);
      if (!styles) return tl::unexpected(styles.error());
      TakeFormats((*styles)->root(), &setting);
    }
  }

  std::vector<Worksheet> sheets;
  for (const pugi::xml_node group : (*workbook)->root().children()) {
    if (LocalName(group) == "workbookPr") {
      const std::string epoch = XmlAttribute(group, "date1904");
      setting.epoch_1904 = epoch == "1" || epoch == "true";
    }
    if (LocalName(group) != "sheets") continue;
    for (const pugi::xml_node node : group.children()) {
      if (LocalName(node) != "sheet") continue;
      Worksheet sheet;
      sheet.name = XmlAttribute(node, "name");
      const std::string state = XmlAttribute(node, "state");
      sheet.hidden = state == "hidden" || state == "veryHidden";
      // The attribute `id` of the relationships' namespace; `sheetId` is another.
      const std::string id = XmlAttribute(node, "id");
      for (const OfficePackage::Relationship& one : *relationships) {
        if (sheet.hidden || one.id != id || one.type != "worksheet") continue;  // charts have sheets too
        MergeFinder merges;
        Result<void> read = XmlStream::Read(package, one.target, limits, &merges);
        if (!read) return tl::unexpected(read.error());
        SheetReader reader(&setting, &merges, &sheet.csv);
        read = XmlStream::Read(package, one.target, limits, &reader);
        if (!read) return tl::unexpected(read.error());
        if (reader.is_sparse()) {
          return tl::unexpected(package->archive().ErrorIn(
              one.target, ErrorCode::kLimit,
              fmt::format(
                  "more than {} empty cells before others; expected a table whose cells stand together",
                  kMostEmptyCells)));
        }
        if (reader.full()) {
          return tl::unexpected(package->archive().ErrorIn(
              one.target, ErrorCode::kLimit,
              fmt::format("as a table more than {} bytes (limit max_unpacked_bytes)",
                          limits.max_unpacked_bytes)));
        }
      }
      sheets.push_back(std::move(sheet));
    }
  }
  return sheets;
}

}  // namespace concord
