#!/bin/sh
# The disk image for macOS, made of the application bundle: disk_image.sh FOLDER-WITH-THE-BUNDLE OUT VERSION
# Set CODESIGN_IDENTITY to sign it with a developer's certificate; without one it is signed for this Mac alone, and other
# Macs ask before they open it. To notarize it, hand the image to `xcrun notarytool submit` afterwards.
set -eu

if [ "$#" -ne 3 ]; then
    echo "usage: disk_image.sh FOLDER-WITH-THE-BUNDLE OUT VERSION" >&2
    exit 2
fi
folder=$1 out=$2 version=$3
here=$(cd "$(dirname "$0")" && pwd)
title="Resolution Drafter"
bundle="$folder/$title.app"
image="$out/resolution-drafter-$version.dmg"

if [ ! -d "$bundle" ]; then
    echo "There is no $bundle: make it on macOS with packaging/dev.py package application." >&2
    exit 2
fi

identity=${CODESIGN_IDENTITY:--}
# What the program's start is timed beside; nobody installs it.
rm -f "$bundle/Contents/MacOS/measure"
# Libraries stay files of their own, which whoever signs anew may replace: Qt's licence asks for it.
codesign --force --deep --options runtime --entitlements "$here/entitlements.plist" --sign "$identity" "$bundle"
codesign --verify --deep --strict "$bundle"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$bundle" "$stage/"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname "$title" -srcfolder "$stage" -fs HFS+ -format UDZO -imagekey zlib-level=9 "$image"
echo "Made: $image"
