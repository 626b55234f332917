#include "query/output/svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/unicode.h"
#include "query/output/xml_text.h"

namespace concord {
namespace {

std::string Tip(std::string_view tip) {
  return tip.empty() ? std::string() : fmt::format("<title>{}</title>", XmlText(tip));
}

}  // namespace

std::string HeatColor(double share) {
  struct Rgb {
    double r, g, b;
  };
  constexpr std::array<Rgb, 5> kStops = {
      {{0, 34, 78}, {66, 78, 108}, {124, 123, 120}, {188, 174, 108}, {254, 232, 56}}};
  const double at = std::clamp(share, 0.0, 1.0) * (kStops.size() - 1);
  const auto low = std::min(static_cast<size_t>(at), kStops.size() - 2);
  const double part = at - static_cast<double>(low);
  const auto mix = [&](double Rgb::*channel) {
    return static_cast<int>(std::lround(kStops[low].*channel * (1 - part) + kStops[low + 1].*channel * part));
  };
  return fmt::format("#{:02x}{:02x}{:02x}", mix(&Rgb::r), mix(&Rgb::g), mix(&Rgb::b));
}

std::string_view InkOn(double share) { return share < 0.5 ? "#ffffff" : "#1a1a1a"; }

Svg::Svg(double width, double height, std::string_view title) {
  out_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} "
      "{1:.0f}\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\">\n<title>{2}</title>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
      width, height, XmlText(title));
}

void Svg::Box(double x, double y, double width, double height, std::string_view fill, std::string_view tip) {
  out_ += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\">{}</rect>\n", x, y,
      width, height, fill, Tip(tip));
}

void Svg::Line(double x1, double y1, double x2, double y2, std::string_view color, double width) {
  out_ += fmt::format(
      "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
      "stroke-width=\"{:.1f}\"/>\n",
      x1, y1, x2, y2, color, width);
}

void Svg::Curve(double x1, double y1, double x2, double y2, std::string_view color, double width,
                double opacity, std::string_view tip) {
  const double middle = (x1 + x2) / 2;
  out_ += fmt::format(
      "<path d=\"M{:.1f} {:.1f} C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}\" fill=\"none\" stroke=\"{}\" "
      "stroke-width=\"{:.1f}\" stroke-opacity=\"{:.2f}\">{}</path>\n",
      x1, y1, middle, y1, middle, y2, x2, y2, color, width, opacity, Tip(tip));
}

void Svg::Dot(double x, double y, double radius, std::string_view fill) {
  out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" fill=\"{}\"/>\n", x, y, radius, fill);
}

void Svg::Text(double x, double y, std::string_view text, double size, Anchor anchor, std::string_view fill,
               double turn, bool bold) {
  constexpr std::string_view kAnchors[] = {"start", "middle", "end"};
  const std::string turned =
      turn == 0 ? std::string() : fmt::format(" transform=\"rotate({:.0f} {:.1f} {:.1f})\"", turn, x, y);
  out_ += fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.0f}\" text-anchor=\"{}\" fill=\"{}\"{}{}>{}</text>\n",
      x, y, size, kAnchors[static_cast<size_t>(anchor)], fill, bold ? " font-weight=\"bold\"" : "", turned,
      XmlText(text));
}

void Svg::OpenLink(std::string_view address, std::string_view label) {
  out_ += fmt::format("<a href=\"{}\"{}>", XmlAttribute(address),
                      label.empty() ? std::string() : fmt::format(" aria-label=\"{}\"", XmlAttribute(label)));
}

void Svg::CloseLink() { out_ += "</a>\n"; }

std::string Svg::Finish() && { return std::move(out_) + "</svg>\n"; }

double Svg::Width(std::string_view text, double size) {
  double width = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = NextCodePoint(text, &at);
    const bool ascii = c < 0x80;
    const auto letter = static_cast<char>(ascii ? c : 0);
    if (ascii && std::string_view("iljtfr.,:;'|!()[] -").find(letter) != std::string_view::npos)
      width += 0.38;
    else if (ascii && std::string_view("mwMW@%").find(letter) != std::string_view::npos)
      width += 0.95;
    else
      width += letter >= 'A' && letter <= 'Z' ? 0.70 : 0.61;
  }
  return width * size;
}

std::string Svg::Fit(std::string_view text, double size, double width) {
  if (Width(text, size) <= width) return std::string(text);
  constexpr std::string_view kCut = "…";
  size_t fits = 0;
  for (size_t at = 0; at < text.size();) {
    NextCodePoint(text, &at);
    if (Width(text.substr(0, at), size) + Width(kCut, size) > width) break;
    fits = at;
  }
  return std::string(text.substr(0, fits)) + std::string(kCut);
}

}  // namespace concord
