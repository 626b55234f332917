#include "cli/table.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <vector>

#include "base/unicode.h"
#include "cli/printable.h"
#include "query/topics/topic_marks.h"

namespace concord {
namespace {

constexpr size_t kGap = 2;           // blanks between columns
constexpr size_t kMinColumn = 12;    // a column is never made narrower than this
constexpr size_t kReadable = 32;     // nor than this where ids take all the room
constexpr size_t kComfortable = 22;  // nor than this to make room for a detail
constexpr size_t kLongestId = 250;   // bytes; what is longer is cut like a text
constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kPlain = "\x1b[0m";

std::string CellText(const Value& value) {
  if (value.type() == Value::Type::kDouble) return fmt::format("{:.3f}", value.as_double());
  if (value.type() == Value::Type::kList) {
    std::string out;
    for (const Value& item : value.as_list()) out += (out.empty() ? "" : ", ") + item.ToString();
    return Printable(out);
  }
  return Printable(value.ToString());
}

std::string TitleOf(const Column& column) {
  return Printable(column.title.empty() ? column.name : column.title);
}

bool SaysNothing(const Value& value) {
  return value.is_null() || (value.type() == Value::Type::kInt && value.as_int() == 0);
}

// Below the rows, or nothing but values with parts of their own, which JSON shows.
bool IsNoCell(const Answer& answer, size_t c) {
  if (answer.columns[c].below) return true;
  size_t maps = 0, others = 0;
  for (const Row& row : answer.rows) {
    if (c >= row.cells.size() || row.cells[c].is_null()) continue;
    ++(row.cells[c].type() == Value::Type::kMap ? maps : others);
  }
  return maps > 0 && others == 0;
}

// Nothing in it can be cut without loss: ids ("quay-rules:4.1"), which people copy. Some rows may have none.
bool HasIdsAlone(const std::vector<std::vector<std::string>>& cells, size_t column) {
  return std::ranges::all_of(cells, [column](const std::vector<std::string>& row) {
    const std::string& id = row[column];
    return id.empty() || (id.find(' ') == std::string::npos && id.find(':') != std::string::npos &&
                          id.size() <= kLongestId);
  });
}

// Sparse columns in which no row says anything.
std::vector<size_t> EmptyColumns(const Answer& answer) {
  std::vector<size_t> empty;
  for (size_t c = 0; c < answer.columns.size() && !answer.rows.empty(); ++c) {
    const auto silent = [c](const Row& row) { return c >= row.cells.size() || SaysNothing(row.cells[c]); };
    if (answer.columns[c].sparse && std::ranges::all_of(answer.rows, silent)) empty.push_back(c);
  }
  return empty;
}

// The columns that the table shows, without those of `left_out`: the details that have room beside the others
// once texts are cut to kComfortable, the first ones first. Then columns of text are narrowed until all
// fits, from the widest; numbers and ids stay whole. Where these leave too little room, lines are too long
// anyway, and texts stay readable.
std::vector<size_t> ChooseColumns(const Answer& answer, const std::vector<std::vector<std::string>>& cells,
                                  std::span<const size_t> left_out, std::vector<size_t>* widths,
                                  size_t width) {
  size_t used = 0, comfortable = 0;
  std::vector<size_t> shown;
  const auto is_whole = [&](size_t c) { return answer.columns[c].right || HasIdsAlone(cells, c); };
  const auto comfortable_width = [&](size_t c) {
    const size_t natural = (*widths)[c];
    return kGap + (is_whole(c) ? natural : std::min(natural, kComfortable));
  };
  for (const bool detail : {false, true}) {
    for (size_t c = 0; c < answer.columns.size(); ++c) {
      if (answer.columns[c].detail != detail || std::ranges::count(left_out, c) > 0) continue;
      if (detail && comfortable + comfortable_width(c) > width + kGap) break;
      comfortable += comfortable_width(c);
      used += kGap + (*widths)[c];
      shown.push_back(c);
    }
  }
  std::ranges::sort(shown);
  std::vector<bool> whole;
  size_t least = 0;  // that the table takes with narrow texts
  for (const size_t c : shown) {
    whole.push_back(is_whole(c));
    least += kGap + (whole.back() ? (*widths)[c] : std::min((*widths)[c], kMinColumn));
  }
  const size_t narrowest = least > width + kGap ? kReadable : kMinColumn;
  for (; used > width + kGap; --used) {
    size_t widest = shown.size();
    for (size_t i = 0; i < shown.size(); ++i) {
      if (whole[i]) continue;
      if (widest == shown.size() || (*widths)[shown[i]] > (*widths)[shown[widest]]) widest = i;
    }
    if (widest == shown.size() || (*widths)[shown[widest]] <= narrowest) break;
    --(*widths)[shown[widest]];
  }
  return shown;
}

// Control characters stand for the ends of what is marked until the text is broken into lines: Printable
// leaves none of a document's own.
constexpr char kMarkBegin = '\x01', kMarkEnd = '\x02';

std::string MarkedQuote(const Answer& answer, const Evidence& evidence, bool marked) {
  if (!marked) return Printable(evidence.quote);
  std::string out;
  const std::string_view quote = evidence.quote;
  size_t at = 0;
  for (const TopicMark& mark : MarksOf(answer, evidence)) {
    out += Printable(quote.substr(at, mark.start - at)) + kMarkBegin +
           Printable(quote.substr(mark.start, mark.end - mark.start)) + kMarkEnd;
    at = mark.end;
  }
  return out + Printable(quote.substr(at));
}

std::string Coloured(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == kMarkBegin)
      out += fmt::format("{}{}", kPlain, kBold);
    else if (c == kMarkEnd)
      out += fmt::format("{}{}", kPlain, kDim);
    else
      out += c;
  }
  return fmt::format("{}{}{}", kDim, out, kPlain);
}

// A passage that proves one or more numbers of a row.
struct Passage {
  const Evidence* evidence;
  std::vector<std::string> titles;  // of their columns
};

bool IsSamePassage(const Evidence& a, const Evidence& b) {
  return !a.quote.empty() && a.quote == b.quote && a.document == b.document && a.start == b.start;
}

std::vector<Passage> PassagesOf(const Answer& answer, const Row& row, std::span<const size_t> shown) {
  std::vector<Passage> passages;
  for (const Evidence& one : row.evidence) {
    const size_t column = ColumnOf(answer, one.column);
    const bool known = column < answer.columns.size();
    // Of numbers that there was room for.
    if (known && !std::ranges::binary_search(shown, column)) continue;
    const auto same = std::ranges::find_if(
        passages, [&](const Passage& other) { return IsSamePassage(*other.evidence, one); });
    Passage& passage =
        same == passages.end() ? passages.emplace_back(&one, std::vector<std::string>()) : *same;
    if (known) passage.titles.push_back(TitleOf(answer.columns[column]));
  }
  return passages;
}

// What no text says; the row may name the document already. Empty if there is nothing to add to the row.
std::string PlaceWithoutQuote(const Row& row, const Evidence& evidence) {
  const auto in_row = [&](std::string_view name) {
    return std::ranges::any_of(row.cells, [&](const Value& cell) { return cell.ToString() == name; });
  };
  std::string place;
  for (const std::string* part : {&evidence.document, &evidence.title, &evidence.anchor}) {
    if (!part->empty() && !in_row(*part)) place += (place.empty() ? "" : ", ") + Printable(*part);
  }
  if (evidence.source.empty() || evidence.source == "datasets") {
    return place;
  }
  return place + (place.empty() ? "from " : " (from ") + Printable(evidence.source) +
         (place.empty() ? "" : ")");
}

std::string FormatQuote(const Answer& answer, const Row& row, const Passage& passage, size_t width,
                        bool marked) {
  constexpr size_t kMaxQuote = 400;  // bytes; --json has all of it
  const Evidence& evidence = *passage.evidence;
  std::string quote = MarkedQuote(answer, evidence, marked);
  if (quote.size() > kMaxQuote) {
    // What it is shown for stands in what is left of it, with some words before.
    const size_t focus = Printable(std::string_view(evidence.quote).substr(0, evidence.focus)).size();
    if (focus > kMaxQuote / 2) {
      const size_t from = quote.find(' ', focus - kMaxQuote / 3);
      if (from < quote.size()) quote = "… " + quote.substr(from + 1);
    }
    quote = Cut(quote, kMaxQuote);
  }
  std::string out, text;
  if (quote.empty()) {
    text = PlaceWithoutQuote(row, evidence);
    if (text.empty()) return {};
  } else {
    std::string place = Printable(evidence.document);
    if (!evidence.anchor.empty()) place += (place.empty() ? "" : ", ") + Printable(evidence.anchor);
    if (place.empty()) place = Printable(evidence.source);
    if (evidence.page != 0) place += fmt::format(", p. {}", evidence.page);
    text = fmt::format("“{}” ({})", quote, place);
  }
  const bool several = std::ranges::count(answer.columns, true, &Column::right) > 1;
  if (evidence.column == "says_issuer") text = "who issued it: " + text;
  if (several && !passage.titles.empty()) text = fmt::format("{}: {}", fmt::join(passage.titles, ", "), text);
  for (const std::string& line : Wrap(text, std::max<size_t>(width, 20))) out += "    " + line + "\n";
  return out;
}

// What a person reads first; empty where the query has no such thing.
std::vector<std::string> SummaryOf(const Answer& answer) {
  std::vector<std::string> lines;
  const Value* summary = answer.arguments.Find("summary");
  if (summary == nullptr || summary->type() != Value::Type::kList) return lines;
  for (const Value& line : summary->as_list()) lines.push_back(line.ToString());
  return lines;
}

}  // namespace

std::string FormatTable(const Answer& answer, const Context& context, size_t quotes) {
  std::string out;
  const std::vector<std::string> summary = SummaryOf(answer);
  for (const std::string& line : summary) out += Printable(line) + "\n";
  if (!summary.empty()) out += "\n";
  const size_t columns = answer.columns.size();
  std::vector<std::vector<std::string>> cells;
  std::vector<size_t> widths(columns, 0);
  for (size_t c = 0; c < columns; ++c) widths[c] = DisplayWidth(TitleOf(answer.columns[c]));
  for (const Row& row : answer.rows) {
    std::vector<std::string>& texts = cells.emplace_back();
    for (size_t c = 0; c < columns; ++c) {
      texts.push_back(c < row.cells.size() ? CellText(row.cells[c]) : "");
      widths[c] = std::max(widths[c], DisplayWidth(texts.back()));
    }
  }
  const auto width = static_cast<size_t>(std::max(context.width, 40));
  const std::vector<size_t> empty = EmptyColumns(answer);
  std::vector<size_t> left_out = empty;
  for (size_t c = 0; c < columns; ++c) {
    if (IsNoCell(answer, c)) left_out.push_back(c);
  }
  const std::vector<size_t> shown = ChooseColumns(answer, cells, left_out, &widths, width);

  const auto line = [&](const auto& text_of) {
    std::string text;
    for (const size_t c : shown) {
      if (c != shown.front()) text += std::string(kGap, ' ');
      text += Pad(Cut(text_of(c), widths[c]), widths[c], answer.columns[c].right);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  if (!answer.rows.empty()) {
    const std::string head = line([&](size_t c) { return TitleOf(answer.columns[c]); });
    out += context.color ? fmt::format("{}{}{}\n", kBold, head, kPlain) : head + "\n";
  }
  for (size_t r = 0; r < answer.rows.size(); ++r) {
    out += line([&](size_t c) { return cells[r][c]; }) + "\n";
    for (size_t c = 0; c < columns; ++c) {
      if (!answer.columns[c].below || cells[r][c].empty()) continue;
      for (const std::string& text : Wrap(cells[r][c], width - 2)) out += "  " + text + "\n";
    }
    const std::vector<Passage> passages = PassagesOf(answer, answer.rows[r], shown);
    for (size_t e = 0; e < std::min(quotes, passages.size()); ++e) {
      const std::string quote = FormatQuote(answer, answer.rows[r], passages[e], width - 4, context.color);
      out += context.color ? Coloured(quote) : quote;
    }
    if (quotes > 0 && passages.size() > quotes)
      out += fmt::format("    … and {} more\n", passages.size() - quotes);
  }
  if (answer.rows.empty()) out += answer.query == "check" ? "no faults found\n" : "nothing found\n";
  std::string names;
  for (const size_t c : empty) {
    if (!answer.columns[c].detail) names += (names.empty() ? "" : ", ") + TitleOf(answer.columns[c]);
  }
  if (!names.empty() && summary.empty())
    out += fmt::format("note: columns without values are hidden: {}\n", names);
  for (const Note& note : answer.notes) {
    if (std::ranges::find(summary, note.text) == summary.end()) out += "note: " + Printable(note.text) + "\n";
  }
  return out;
}

}  // namespace concord
