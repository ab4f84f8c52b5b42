#include "remit/view/page_png.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <dlfcn.h>
#include <type_traits>

namespace remit {
namespace {

constexpr double kMostPixels = 40e6;

// librsvg's and cairo's C interfaces as far as they are used here, which has not changed since 2022
// (librsvg 2.52). Their headers would bring some forty packages to every machine that builds remit.
struct Handle;
struct Surface;
struct Cairo;
struct Rectangle {
  double x, y, width, height;
};
using Write = int (*)(void* closure, const unsigned char* data, unsigned int size);
constexpr int kRgb24 = 1;

struct Library {
  Handle* (*rsvg_handle_new_from_data)(const unsigned char*, std::size_t, void**) = nullptr;
  int (*rsvg_handle_get_intrinsic_size_in_pixels)(Handle*, double*, double*) = nullptr;
  int (*rsvg_handle_render_document)(Handle*, Cairo*, const Rectangle*, void**) = nullptr;
  void (*g_object_unref)(void*) = nullptr;
  Surface* (*cairo_image_surface_create)(int, int, int) = nullptr;
  Cairo* (*cairo_create)(Surface*) = nullptr;
  void (*cairo_set_source_rgb)(Cairo*, double, double, double) = nullptr;
  void (*cairo_paint)(Cairo*) = nullptr;
  void (*cairo_destroy)(Cairo*) = nullptr;
  void (*cairo_surface_destroy)(Surface*) = nullptr;
  int (*cairo_surface_write_to_png_stream)(Surface*, Write, void*) = nullptr;
  bool whole = true;

  Library() {
    void* const rsvg = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);
    if (rsvg == nullptr) {
      whole = false;
      return;
    }
    // what it depends on is found through it
    const auto find = [&](const char* name, auto& function) {
      function = reinterpret_cast<std::decay_t<decltype(function)>>(dlsym(rsvg, name));
      whole = whole && function != nullptr;
    };
    find("rsvg_handle_new_from_data", rsvg_handle_new_from_data);
    find("rsvg_handle_get_intrinsic_size_in_pixels", rsvg_handle_get_intrinsic_size_in_pixels);
    find("rsvg_handle_render_document", rsvg_handle_render_document);
    find("g_object_unref", g_object_unref);
    find("cairo_image_surface_create", cairo_image_surface_create);
    find("cairo_create", cairo_create);
    find("cairo_set_source_rgb", cairo_set_source_rgb);
    find("cairo_paint", cairo_paint);
    find("cairo_destroy", cairo_destroy);
    find("cairo_surface_destroy", cairo_surface_destroy);
    find("cairo_surface_write_to_png_stream", cairo_surface_write_to_png_stream);
  }
};

/// Loaded once, kept till the end.
const Library& library() {
  static const Library loaded;
  return loaded;
}

int append(void* closure, const unsigned char* data, unsigned int size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), size);
  return 0;
}

}  // namespace

Result<std::string> png_of(const std::string& svg, double zoom) {
  const Library& lib = library();
  if (!lib.whole)
    return fail({.code = "no-png",
                 .message = "a PNG is drawn by librsvg, which is not installed",
                 .hint = "install librsvg2-2, or write an SVG: -o page.svg"});
  const auto bad = [] {
    return fail({.code = "bad-svg",
                 .message = "librsvg could not draw the picture",
                 .hint = "write an SVG: -o page.svg"});
  };
  Handle* const handle = lib.rsvg_handle_new_from_data(
      reinterpret_cast<const unsigned char*>(svg.data()), svg.size(), nullptr);
  if (handle == nullptr) return bad();
  std::string png;
  double width = 0, height = 0;
  if (lib.rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) != 0 && width >= 1 &&
      height >= 1) {
    zoom = std::min(zoom, std::sqrt(kMostPixels / (width * height)));
    const Rectangle whole{0, 0, width * zoom, height * zoom};
    Surface* const surface =
        lib.cairo_image_surface_create(kRgb24, static_cast<int>(std::ceil(whole.width)),
                                       static_cast<int>(std::ceil(whole.height)));
    Cairo* const cairo = lib.cairo_create(surface);
    lib.cairo_set_source_rgb(cairo, 1, 1, 1);
    lib.cairo_paint(cairo);
    const bool drawn = lib.rsvg_handle_render_document(handle, cairo, &whole, nullptr) != 0;
    lib.cairo_destroy(cairo);
    if (!drawn || lib.cairo_surface_write_to_png_stream(surface, append, &png) != 0) png.clear();
    lib.cairo_surface_destroy(surface);
  }
  lib.g_object_unref(handle);
  if (png.empty()) return bad();
  return png;
}

}  // namespace remit
