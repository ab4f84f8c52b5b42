# Debian 12's PoDoFo 0.9.8 ships a .pc file without a version: PoDoFo::PoDoFo
find_package(PkgConfig REQUIRED)
pkg_check_modules(PODOFO_PC QUIET IMPORTED_TARGET libpodofo)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(PoDoFo REQUIRED_VARS PODOFO_PC_FOUND
  REASON_FAILURE_MESSAGE "apt-get install libpodofo-dev")
if(PoDoFo_FOUND AND NOT TARGET PoDoFo::PoDoFo)
  add_library(PoDoFo::PoDoFo INTERFACE IMPORTED)
  target_link_libraries(PoDoFo::PoDoFo INTERFACE PkgConfig::PODOFO_PC)
endif()
