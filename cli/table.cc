#include "cli/table.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "base/text.h"
#include "base/unicode.h"

namespace concord {
namespace {

constexpr size_t kGap = 2;        // blanks between columns
constexpr size_t kMinColumn = 6;  // a column is never made narrower than this
constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kPlain = "\x1b[0m";

// Control characters must not reach the terminal: a document could carry escape sequences.
std::string Printable(std::string_view text) {
  std::string out = CollapseSpace(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return out;
}

// At most `width` columns of `text`, with "…" where something was cut.
std::string Cut(const std::string& text, size_t width) {
  if (DisplayWidth(text) <= width) return text;
  size_t at = 0, end = 0;
  while (at < text.size()) {
    const size_t start = at;
    NextCodePoint(text, &at);
    if (DisplayWidth(std::string_view(text).substr(0, at)) > width - 1) {
      at = start;
      break;
    }
    end = at;
  }
  return text.substr(0, end) + "…";
}

std::string Pad(const std::string& text, size_t width, bool right) {
  const size_t used = DisplayWidth(text);
  const std::string blanks(width > used ? width - used : 0, ' ');
  return right ? blanks + text : text + blanks;
}

std::string CellText(const Value& value) {
  if (value.type() == Value::Type::kDouble) return fmt::format("{:.3f}", value.as_double());
  if (value.type() == Value::Type::kList) {
    std::string out;
    for (const Value& item : value.as_list()) out += (out.empty() ? "" : ", ") + item.ToString();
    return Printable(out);
  }
  return Printable(value.ToString());
}

// Takes from the widest column until all fit.
void Fit(std::vector<size_t>* widths, size_t room) {
  while (std::accumulate(widths->begin(), widths->end(), size_t{0}) > room) {
    const auto widest = std::max_element(widths->begin(), widths->end());
    if (*widest <= kMinColumn) return;
    --*widest;
  }
}

// Words of `text` in lines of at most `width` columns.
std::vector<std::string> Wrap(const std::string& text, size_t width) {
  std::vector<std::string> lines(1);
  for (std::string_view word : Split(text, ' ')) {
    if (!lines.back().empty() && DisplayWidth(lines.back()) + 1 + DisplayWidth(word) > width)
      lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
  }
  return lines;
}

std::string FormatQuote(const Evidence& evidence, size_t width) {
  constexpr size_t kMaxQuote = 400;  // bytes; --json has all of it
  std::string quote = Printable(evidence.quote);
  if (quote.size() > kMaxQuote) quote = Cut(quote, kMaxQuote);
  std::string place = evidence.document;
  if (!evidence.anchor.empty()) place += (place.empty() ? "" : ", ") + Printable(evidence.anchor);
  if (place.empty()) place = evidence.source;
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
  for (size_t c = 0; c < columns; ++c) {
    const Column& column = answer.columns[c];
    widths[c] = DisplayWidth(column.title.empty() ? column.name : column.title);
  }
  for (const Row& row : answer.rows) {
    std::vector<std::string>& texts = cells.emplace_back();
    for (size_t c = 0; c < columns; ++c) {
      texts.push_back(c < row.cells.size() ? CellText(row.cells[c]) : "");
      widths[c] = std::max(widths[c], DisplayWidth(texts.back()));
    }
  }
  const auto width = static_cast<size_t>(std::max(context.width, 40));
  if (columns > 0) Fit(&widths, width > kGap * (columns - 1) ? width - kGap * (columns - 1) : kMinColumn);

  const auto line = [&](const auto& text_of) {
    std::string text;
    for (size_t c = 0; c < columns; ++c) {
      if (c > 0) text += std::string(kGap, ' ');
      text += Pad(Cut(text_of(c), widths[c]), widths[c], answer.columns[c].right);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
  };
  if (!answer.rows.empty()) {
    const std::string head = line([&](size_t c) {
      return answer.columns[c].title.empty() ? answer.columns[c].name : answer.columns[c].title;
    });
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
