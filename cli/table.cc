#include "cli/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "base/unicode.h"
#include "cli/printable.h"

namespace concord {
namespace {

constexpr size_t kGap = 2;         // blanks between columns
constexpr size_t kMinColumn = 12;  // a column is never made narrower than this
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

std::string TitleOf(const Column& column) { return column.title.empty() ? column.name : column.title; }

// The columns that the table shows: all when they fit, else all but the details, narrowed until they fit
// (from the widest, but numbers stay whole).
std::vector<size_t> ChooseColumns(const Answer& answer, std::vector<size_t>* widths, size_t width) {
  std::vector<size_t> all(widths->size()), shown;
  std::iota(all.begin(), all.end(), size_t{0});
  for (const size_t c : all) {
    if (!answer.columns[c].detail) shown.push_back(c);
  }
  const auto used = [widths](const std::vector<size_t>& columns) {
    size_t sum = columns.empty() ? 0 : kGap * (columns.size() - 1);
    for (const size_t c : columns) sum += (*widths)[c];
    return sum;
  };
  if (used(all) <= width) return all;
  for (size_t excess = used(shown); excess > width; --excess) {
    size_t widest = shown.size();
    for (size_t i = 0; i < shown.size(); ++i) {
      if (answer.columns[shown[i]].right) continue;
      if (widest == shown.size() || (*widths)[shown[i]] > (*widths)[shown[widest]]) widest = i;
    }
    if (widest == shown.size() || (*widths)[shown[widest]] <= kMinColumn) break;
    --(*widths)[shown[widest]];
  }
  return shown;
}

std::string FormatQuote(const Evidence& evidence, size_t width) {
  constexpr size_t kMaxQuote = 400;  // bytes; --json has all of it
  std::string quote = Printable(evidence.quote);
  if (quote.size() > kMaxQuote) {
    // What it is shown for stands in what is left of it, with some words before.
    const size_t focus = Printable(std::string_view(evidence.quote).substr(0, evidence.focus)).size();
    if (focus > kMaxQuote / 2) {
      const size_t from = quote.find(' ', focus - kMaxQuote / 3);
      if (from < quote.size()) quote = "… " + quote.substr(from + 1);
    }
    quote = Cut(quote, kMaxQuote);
  }
  std::string place = evidence.document;
  if (!evidence.anchor.empty()) place += (place.empty() ? "" : ", ") + Printable(evidence.anchor);
  if (place.empty()) place = evidence.source;
  if (evidence.page != 0) place += fmt::format(", p. {}", evidence.page);
  std::string out;
  const std::string text = quote.empty() ? place : fmt::format("“{}” ({})", quote, place);
  for (const std::string& line : Wrap(text, std::max<size_t>(width, 20))) out += "    " + line + "\n";
  return out;
}

}  // namespace

std::string FormatTable(const Answer& answer, const Context& context, size_t quotes) {
  std::string out;
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
  const std::vector<size_t> shown = ChooseColumns(answer, &widths, width);

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
    const std::vector<Evidence>& evidence = answer.rows[r].evidence;
    for (size_t e = 0; e < std::min(quotes, evidence.size()); ++e) {
      const std::string quote = FormatQuote(evidence[e], width - 4);
      out += context.color ? fmt::format("{}{}{}", kDim, quote, kPlain) : quote;
    }
    if (quotes > 0 && evidence.size() > quotes)
      out += fmt::format("    … and {} more\n", evidence.size() - quotes);
  }
  if (answer.rows.empty()) out += "nothing found\n";
  for (const std::string& note : answer.notes) out += "note: " + Printable(note) + "\n";
  return out;
}

}  // namespace concord
