// A document to read: its outline, its text with what was found in it marked, why a measure is one, and where
// a paragraph stands on the page of a PDF file.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/shorten.h"
#include "graph/page_map.h"
#include "query/places/document_text.h"
#include "server/pages/html.h"
#include "server/pages/node_facts.h"
#include "server/pages/page.h"

namespace concord {
namespace {

constexpr uint64_t kMostBytes = 60'000;  // of text on one page
constexpr size_t kMostParts = 400;       // of the outline

std::string HeadingOf(const DocumentText::Part& part) {
  std::string heading = part.number;
  if (!part.heading.empty()) heading += (heading.empty() ? "" : " ") + part.heading;
  return heading;
}

class ReaderText {
 public:
  ReaderText(const DocumentText& text, std::optional<uint64_t> at, std::string_view focus)
      : text_(text), at_(at), focus_(focus) {}

  // Bytes [from, to) with their marks; blocks are asked for in their order. A measure that goes on in the
  // next block is marked in both.
  std::string Block(uint64_t from, uint64_t to) {
    html_.clear();
    open_.clear();
    done_ = from;
    while (first_ < text_.marks.size() && text_.marks[first_].end <= from) ++first_;
    for (size_t i = first_; i < text_.marks.size(); ++i) {
      const DocumentText::Mark& mark = text_.marks[i];
      if (mark.end <= from) continue;
      if (mark.start >= to) break;
      const uint64_t start = std::max(mark.start, from);
      if (start < done_) continue;
      CloseTo(start);
      // One that would cross the end of an open mark is left out, and links do not nest.
      const uint64_t room = open_.empty() ? to : open_.back().end;
      if (mark.label == "Measure") {
        if (InLink()) continue;
        Put(start);
        html_ += fmt::format("<span class=\"measure {}{}\">", Html(mark.about),
                             mark.key == focus_ ? " focus" : "");
        if (mark.start >= from) {
          html_ += fmt::format(
              "<a class=\"why\" href=\"{}#why\" aria-label=\"Why this is {}\">§</a>",
              Href("/document",
                   {{"key", text_.version}, {"at", std::to_string(mark.start)}, {"focus", mark.key}}),
              Html("a measure: " + mark.about));
        }
        open_.push_back({std::min(mark.end, room), false});
      } else {
        if (InLink() || mark.start < from || mark.end > room) continue;
        Put(start);
        html_ += fmt::format("<a class=\"named {}\" href=\"{}\" title=\"{}\">", Html(mark.label),
                             NodeAddress(mark.key), Html(mark.label + ": " + mark.about));
        open_.push_back({mark.end, true});
      }
    }
    CloseTo(to);
    Put(to);
    return std::move(html_);
  }

 private:
  struct Open {
    uint64_t end;
    bool link;
  };

  bool InLink() const { return !open_.empty() && open_.back().link; }

  void Put(uint64_t end) {
    const std::string_view all = text_.text;
    if (at_ && *at_ >= done_ && *at_ < end) {
      html_ += Html(all.substr(done_ - text_.from, *at_ - done_));
      html_ += "<span id=\"at\" class=\"at\"></span>";
      done_ = *at_;
    }
    html_ += Html(all.substr(done_ - text_.from, end - done_));
    done_ = end;
  }

  void CloseTo(uint64_t place) {
    while (!open_.empty() && open_.back().end <= place) {
      Put(open_.back().end);
      html_ += open_.back().link ? "</a>" : "</span>";
      open_.pop_back();
    }
  }

  const DocumentText& text_;
  std::optional<uint64_t> at_;
  std::string_view focus_;
  std::string html_;
  std::vector<Open> open_;
  uint64_t done_ = 0;
  size_t first_ = 0;  // mark that may reach into the block at hand
};

std::string Outline(const DocumentText& text) {
  std::string list;
  size_t listed = 0;
  for (const DocumentText::Part& part : text.parts) {
    // Numbers without a heading would fill the outline of a law.
    const std::string heading = HeadingOf(part);
    if (heading.empty() || (part.heading.empty() && part.depth > 0) || part.depth > 2) continue;
    if (++listed > kMostParts) break;
    const bool here = part.start >= text.from && part.start < text.to;
    list += fmt::format("<li class=\"depth{}{}\"><a href=\"{}#at\">{}</a></li>\n", part.depth,
                        here ? " here" : "",
                        Href("/document", {{"key", text.version}, {"at", std::to_string(part.start)}}),
                        Html(Shorten(heading, 120)));
  }
  if (list.empty()) return {};
  return "<details class=\"outline\" open><summary>Outline</summary><nav aria-label=\"Outline\"><ol>\n" +
         list + "</ol></nav></details>\n";
}

std::string Citation(const DocumentText& text, uint64_t at, const std::string& title) {
  const DocumentText::Part* part = nullptr;
  for (const DocumentText::Part& one : text.parts) {
    if (one.start <= at && at < one.end && (part == nullptr || one.depth >= part->depth)) part = &one;
  }
  const std::string where = part == nullptr ? "" : HeadingOf(*part);
  const std::string place = part == nullptr ? text.version : part->key;
  return fmt::format(
      "<details class=\"cite\"><summary>Cite this place</summary><p>{}{}{}{}. "
      "<code>concord:{}</code></p></details>\n",
      Html(title), where.empty() ? "" : ", " + Html(where), text.date.empty() ? "" : ", " + Html(text.date),
      text.source.empty() ? "" : ", " + Html(text.source), Html(place));
}

// The edition and its parts as files.
std::string Files(std::string_view version) {
  std::string links;
  for (const auto& [format, title] : {std::pair("workbook", "Excel"), std::pair("csv", "CSV"),
                                      std::pair("jsonld", "JSON-LD"), std::pair("graphml", "GraphML")}) {
    links += fmt::format("<li><a href=\"{}\" download>{}</a></li>",
                         Href("/api/v1/export", {{"key", version}, {"format", format}}), title);
  }
  return "<ul class=\"downloads\" aria-label=\"Downloads\">" + links + "</ul>\n";
}

// Where the paragraph at `at` stands on its page, if the source has pages: the lines of the page, and its
// own.
std::string PagePlace(const Snapshot& snapshot, const DocumentText& text, uint64_t at) {
  const auto version = snapshot.FindNode(text.version);
  if (!version || !*version) return {};
  const auto bytes = snapshot.GetBlob(**version, "pages");
  if (!bytes || bytes->empty()) return {};
  const auto map = PageMap::Decode(*bytes);
  if (!map || map->empty()) return {};
  const size_t from = static_cast<size_t>(std::clamp(at, text.from, text.to) - text.from);
  const size_t line = text.text.find('\n', from);
  const size_t end = line == std::string::npos ? text.text.size() : line;
  const std::vector<PageBox> own = map->Boxes(text.from + from, text.from + std::max(end, from + 1));
  if (own.empty()) return {};
  const uint32_t page = own.front().page;
  int32_t width = 5950, height = 8420;  // A4, unless the page is larger
  std::string lines;
  const auto draw = [&](const PageBox& box, std::string_view kind) {
    if (box.page != page) return;
    width = std::max(width, box.right + 300);
    height = std::max(height, box.bottom + 300);
    lines += fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", kind, box.left,
                         box.top, std::max(1, box.right - box.left), std::max(1, box.bottom - box.top));
  };
  for (const PageBox& box : map->Boxes(0, UINT64_MAX)) draw(box, "line");
  for (const PageBox& box : own) draw(box, "own");
  return fmt::format(
      "<details class=\"leaf\"><summary>Page {0} of the source</summary><svg viewBox=\"0 0 {1} {2}\" "
      "role=\"img\" aria-label=\"Where the paragraph stands on page {0}\">{3}</svg></details>\n",
      page, width, height, lines);
}

// Headings stand on the first line of their part.
std::string Body(const DocumentText& text, ReaderText* reader) {
  std::string body;
  uint64_t done = text.from;
  bool headed = false;
  const auto pin = [&](uint64_t start) {
    return fmt::format("<a class=\"pin\" href=\"{}#at\" aria-label=\"Link to this paragraph\">¶</a>",
                       Href("/document", {{"key", text.version}, {"at", std::to_string(start)}}));
  };
  const auto heading = [&](uint64_t end, uint32_t depth) {
    if (end <= done) return;
    const int level = !headed || depth == 0 ? 2 : 3;
    headed = true;
    body += fmt::format("<h{0}>{1}</h{0}>\n", level, reader->Block(done, end));
    done = end;
  };
  // A paragraph ends with its line, so that each has an address.
  const auto paragraphs = [&](uint64_t end) {
    while (done < end) {
      const size_t line = text.text.find('\n', done - text.from);
      const uint64_t stop = line == std::string::npos ? end : std::min(end, text.from + line + 1);
      const bool broken = line != std::string::npos && text.from + line < stop;
      // Without its line break, behind which the link to it would stand alone.
      const std::string html = reader->Block(done, broken ? text.from + line : stop);
      const std::string_view raw = std::string_view(text.text).substr(done - text.from, stop - done);
      if (raw.find_first_not_of(" \n\t") != std::string_view::npos)
        body += fmt::format("<p>{}{}</p>\n", html, pin(done));
      done = stop;
    }
  };
  for (const DocumentText::Part& part : text.parts) {
    if (part.start < text.from || part.start >= text.to) continue;
    paragraphs(part.start);
    const size_t line = text.text.find('\n', part.start - text.from);
    if (!part.heading.empty() && line != std::string::npos && text.from + line < part.end)
      heading(text.from + line + 1, part.depth);
  }
  paragraphs(text.to);
  return body;
}

constexpr std::string_view kLegend =
    "<ul class=\"legend\" aria-label=\"Marks\"><li><span class=\"measure "
    "obligation\">must</span></li><li><span "
    "class=\"measure prohibition\">must not</span></li><li><span class=\"measure "
    "recommendation\">should</span></li>"
    "<li><span class=\"measure permission\">may</span></li><li><span class=\"measure "
    "commitment\">will</span></li>"
    "<li><span class=\"named\">named</span></li><li>§ opens why</li></ul>\n";

}  // namespace

HttpResponse DocumentPage(const Visit& visit) {
  const std::string_view key = visit.Parameter("key"), place = visit.Parameter("at"),
                         focus = visit.Parameter("focus");
  if (key.empty())
    return ErrorPage({ErrorCode::kUsage, "The address lacks the key of a document.", {}, 0, 0, 0},
                     "/documents");
  uint64_t at = 0;
  const bool given = !place.empty();
  if (given &&
      std::from_chars(place.data(), place.data() + place.size(), at).ptr != place.data() + place.size())
    return ErrorPage({ErrorCode::kUsage, "at should be a byte of the text, a whole number", {}, 0, 0, 0},
                     "/documents");
  const auto text = ReadDocumentText(visit.snapshot, key, at, kMostBytes);
  if (!text) return ErrorPage(text.error(), "/documents");

  const std::optional<uint64_t> mark =
      given ? std::optional(std::clamp(at, text->from, text->to)) : std::nullopt;
  ReaderText reader(*text, mark, focus);
  std::string pager;
  if (text->from > 0)
    pager += fmt::format("<a href=\"{}\">From the start</a> ", DocumentAddress(text->version));
  if (text->to < text->size) {
    pager += fmt::format("<a href=\"{}\">Go on</a> <span class=\"faint\">{} % read</span>",
                         Href("/document", {{"key", text->version}, {"at", std::to_string(text->to)}}),
                         100 * text->to / std::max<uint64_t>(text->size, 1));
  }
  const std::string title = text->title.empty() ? text->document : text->title;
  const auto page = [&](std::string_view where) {
    if (pager.empty()) return std::string();
    return fmt::format("<nav class=\"pager\" aria-label=\"Parts of the text, {}\">{}</nav>\n", where, pager);
  };
  std::string why;
  if (!focus.empty()) {
    const auto facts = NodeFactsHtml(visit, focus);
    why = fmt::format("<aside id=\"why\" aria-label=\"Why\">\n{}<p><a href=\"{}#at\">Close</a></p></aside>\n",
                      facts ? *facts : ProblemHtml(facts.error()),
                      Href("/document", {{"key", text->version}, {"at", place}}));
  }
  std::string lead = Html(text->version);
  for (const std::string& fact : {text->date, text->language, text->source}) {
    if (!fact.empty()) lead += " · " + Html(fact);
  }
  const std::string main = fmt::format(
      "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<p><a href=\"{}\">What hangs on it</a> · <a "
      "href=\"{}\">Graph</a></p>\n{}{}{}"
      "<div class=\"reader{}\">\n<div class=\"side\">{}</div>\n<article class=\"text\" "
      "lang=\"{}\">\n{}{}{}</article>\n{}</div>\n",
      Html(title), lead, NodeAddress(text->document), Href("/graph", {{"of", text->document}}),
      Files(text->version),
      Citation(*text, given ? at : text->from, title) +
          PagePlace(visit.snapshot, *text, given ? at : text->from),
      kLegend, why.empty() ? "" : " asked", Outline(*text),
      Html(text->language.empty() ? "en" : text->language), text->from > 0 ? page("above") : "",
      Body(*text, &reader), page("below"), why);
  return HtmlPage(title, "/documents", main);
}

}  // namespace concord
