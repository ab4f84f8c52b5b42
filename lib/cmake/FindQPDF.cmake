# libqpdf by its .pc file: QPDF::QPDF
find_package(PkgConfig REQUIRED)
pkg_check_modules(QPDF_PC QUIET IMPORTED_TARGET libqpdf>=11)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(QPDF REQUIRED_VARS QPDF_PC_FOUND
  REASON_FAILURE_MESSAGE "apt-get install libqpdf-dev")
if(QPDF_FOUND AND NOT TARGET QPDF::QPDF)
  add_library(QPDF::QPDF INTERFACE IMPORTED)
  target_link_libraries(QPDF::QPDF INTERFACE PkgConfig::QPDF_PC)
endif()
