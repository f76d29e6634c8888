; The setup program for Windows, by Inno Setup 6. packaging/package.py calls it on Windows:
;   iscc /DVersion=0.1.0 /DApplication=build\package\application\resolution-drafter /DOut=build\package setup.iss
; It installs for the user alone, so that nobody has to be an administrator, and may install for all.

#ifndef Version
  #error "Say which version it is: /DVersion=0.1.0"
#endif
#ifndef Application
  #define Application "..\..\build\package\application\resolution-drafter"
#endif
#ifndef Out
  #define Out "..\..\build\package"
#endif
#define Name "Resolution Drafter"
#define Id "org.resolution_drafter.drafter"
#define Window "Resolution Drafter.exe"
#define Command "resolution-drafter.exe"

[Setup]
AppId={#Id}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher=The Resolution Drafter authors
DefaultDirName={autopf}\{#Name}
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
OutputDir={#Out}
OutputBaseFilename=resolution-drafter-{#Version}-setup
SetupIconFile={#Out}\work\icon.ico
UninstallDisplayIcon={app}\{#Window}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; GroupDescription: "{cm:AdditionalIcons}"; Flags: unchecked
Name: "open"; Description: "Open .akn files (Akoma Ntoso) with {#Name}"; GroupDescription: "Files:"

[Files]
; measure.exe is what the program's start is timed beside; nobody installs it.
Source: "{#Application}\*"; DestDir: "{app}"; Excludes: "measure.exe"; Flags: ignoreversion recursesubdirs createallsubdirs

[InstallDelete]
; A new version brings a folder of its own: nothing of the old one stays between its files.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\{#Window}"; AppUserModelID: "{#Id}"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Window}"; Tasks: desktopicon; AppUserModelID: "{#Id}"

[Registry]
; HKA is the user's part of the registry, or everybody's where it is installed for all.
Root: HKA; Subkey: "Software\Classes\.akn"; ValueType: string; ValueName: "Content Type"; ValueData: "application/akn+xml"; Flags: uninsdeletevalue; Tasks: open
Root: HKA; Subkey: "Software\Classes\.akn\OpenWithProgids"; ValueType: string; ValueName: "{#Id}"; ValueData: ""; Flags: uninsdeletevalue; Tasks: open
Root: HKA; Subkey: "Software\Classes\{#Id}"; ValueType: string; ValueName: ""; ValueData: "Akoma Ntoso document"; Flags: uninsdeletekey; Tasks: open
Root: HKA; Subkey: "Software\Classes\{#Id}\DefaultIcon"; ValueType: string; ValueName: ""; ValueData: "{app}\{#Window},0"; Tasks: open
Root: HKA; Subkey: "Software\Classes\{#Id}\shell\open\command"; ValueType: string; ValueName: ""; ValueData: """{app}\{#Window}"" ""%1"""; Tasks: open
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\App Paths\{#Command}"; ValueType: string; ValueName: ""; ValueData: "{app}\{#Command}"; Flags: uninsdeletekey

[Run]
Filename: "{app}\{#Window}"; Description: "{cm:LaunchProgram,{#Name}}"; Flags: nowait postinstall skipifsilent

; What the user wrote and the corpus lie in the user's own folders; removing the program leaves them.
