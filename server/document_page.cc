#include "server/document_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "graph/vocabulary.h"
#include "query/places/document_text.h"
#include "server/html.h"

namespace concord {
namespace {

constexpr uint64_t kMostBytes = 60'000;  // of text on one page
constexpr size_t kMostParts = 400;       // of the outline

std::string Heading(const DocumentText::Part& part) {
  std::string heading = part.number;
  if (!part.heading.empty()) heading += (heading.empty() ? "" : " ") + part.heading;
  return heading;
}

// The text with its marks. Marks of one start nest; one that would cross the end of an open one is left out.
std::string Marked(const DocumentText& text, uint64_t from, uint64_t to, std::optional<uint64_t> at) {
  std::string html;
  std::vector<uint64_t> open;  // ends of the open marks, outermost first
  uint64_t done = from;
  const auto put = [&](uint64_t end) {
    if (at && *at >= done && *at < end) {
      html += Html(std::string_view(text.text).substr(done - text.from, *at - done));
      html += "<a id=\"at\"></a>";
      done = *at;
    }
    html += Html(std::string_view(text.text).substr(done - text.from, end - done));
    done = end;
  };
  const auto close_to = [&](uint64_t place) {
    while (!open.empty() && open.back() <= place) {
      put(open.back());
      html += "</a>";
      open.pop_back();
    }
  };
  for (const DocumentText::Mark& mark : text.marks) {
    if (mark.start < from || mark.end > to || mark.start < done) continue;
    close_to(mark.start);
    // Links do not nest in HTML: the outermost mark wins, but a measure gives way to what it names.
    if (!open.empty()) continue;
    if (mark.label == label::Measure) {
      put(mark.start);
      html += fmt::format("<a class=\"why\" href=\"{}\" title=\"{}\">§</a>", NodeAddress(mark.key),
                          Html("measure: " + mark.about));
      continue;
    }
    put(mark.start);
    html += fmt::format("<a href=\"{}\" title=\"{}\">", NodeAddress(mark.key),
                        Html(mark.label + ": " + mark.about));
    open.push_back(mark.end);
  }
  close_to(to);
  put(to);
  return html;
}

}  // namespace

HttpResponse DocumentPage(const HttpRequest& request, LiveStore* store) {
  const std::string_view key = request.Parameter("key");
  const std::string_view place = request.Parameter("at");
  uint64_t at = 0;
  const bool given = !place.empty();
  if (given &&
      std::from_chars(place.data(), place.data() + place.size(), at).ptr != place.data() + place.size())
    return ErrorPage({ErrorCode::kUsage, "at should be a byte of the text, a whole number", {}, 0, 0, 0},
                     "/document");
  const auto state = store->Now();
  if (!state) return ErrorPage(state.error(), "/document");
  const auto text = ReadDocumentText(*(*state)->snapshot, key, at, kMostBytes);
  if (!text) return ErrorPage(text.error(), "/document");

  std::string outline = "<nav class=\"outline\" aria-label=\"Outline\"><ol>\n";
  size_t listed = 0;
  for (const DocumentText::Part& part : text->parts) {
    // Numbers without a heading would fill the outline of a law.
    const std::string heading = Heading(part);
    if (heading.empty() || (part.heading.empty() && part.depth > 0) || part.depth > 2) continue;
    if (++listed > kMostParts) break;
    outline += fmt::format("<li class=\"depth{}\"><a href=\"{}&amp;at={}#at\">{}</a></li>\n", part.depth,
                           DocumentAddress(text->version), part.start, Html(heading.substr(0, 120)));
  }
  outline += "</ol></nav>\n";

  std::string body;
  uint64_t done = text->from;
  const std::optional<uint64_t> mark =
      given ? std::optional(std::clamp(at, text->from, text->to)) : std::nullopt;
  const auto block = [&](uint64_t end, bool heading) {
    if (end <= done) return;
    body += fmt::format("<p{}>{}</p>\n", heading ? " class=\"heading\"" : "", Marked(*text, done, end, mark));
    done = end;
  };
  for (const DocumentText::Part& part : text->parts) {
    if (part.start < text->from || part.start >= text->to) continue;
    block(part.start, false);
    // Headings stand on the first line of their part.
    const size_t line = text->text.find('\n', part.start - text->from);
    if (!part.heading.empty() && line != std::string::npos && text->from + line < part.end)
      block(text->from + line + 1, true);
  }
  block(text->to, false);

  std::string pager;
  if (text->from > 0)
    pager += fmt::format("<a href=\"{}\">From the start</a> ", DocumentAddress(text->version));
  if (text->to < text->size)
    pager += fmt::format("<a href=\"{}&amp;at={}\">Go on</a>", DocumentAddress(text->version), text->to);
  const std::string title = text->title.empty() ? text->document : text->title;
  const std::string main = fmt::format(
      "<h1>{}</h1>\n<p class=\"lead\">{}{}{}. <a href=\"{}\">What hangs on it</a></p>\n<div "
      "class=\"reader\">\n{}<article class=\"text\" "
      "lang=\"{}\">\n{}<p>{}</p></article>\n</div>\n",
      Html(title), Html(text->version), text->date.empty() ? "" : ", " + Html(text->date),
      text->source.empty() ? "" : ", " + Html(text->source), NodeAddress(text->version), outline,
      Html(text->language.empty() ? "en" : text->language), body, pager);
  return HtmlPage(title, "/document", main);
}

}  // namespace concord
