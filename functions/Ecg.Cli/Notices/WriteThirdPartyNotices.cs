// The body of an MSBuild task, see ThirdPartyNotices.targets.
var noticeNames = new[] { "license", "licence", "copying", "notice", "thirdpartynotices", "third-party-notices" };
var texts = LicenseTexts.ToDictionary(item => item.GetMetadata("Filename"), item => System.IO.File.ReadAllText(item.ItemSpec));
var known = (KnownLicenses ?? new ITaskItem[0]).ToDictionary(item => item.ItemSpec, item => item.GetMetadata("License"), StringComparer.OrdinalIgnoreCase);
var firstWith = new Dictionary<string, string>();
var notices = new StringBuilder("Third-party notices\n\necg contains the works below, each under its own license.\n");

Func<string, List<string>> noticeFiles = folder => System.IO.Directory.EnumerateFiles(folder)
    .Where(path => noticeNames.Any(name => System.IO.Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase)))
    .OrderBy(path => path, StringComparer.Ordinal)
    .ToList();

Action<string, string> writeText = (title, text) =>
{
    string plain = text.Replace("\r\n", "\n").Trim('\uFEFF', '\n', ' ');
    string first;
    if (firstWith.TryGetValue(plain, out first))
    {
        notices.Append("\nThe text is that of ").Append(first).Append(".\n");
        return;
    }

    firstWith.Add(plain, title);
    notices.Append('\n').Append(plain).Append('\n');
};

Action<string, string> writeHeading = (title, license) =>
    notices.Append('\n').Append('=', 78).Append('\n').Append(title).Append('\n').Append("License: ").Append(license).Append('\n');

foreach (ITaskItem package in Packages.Where(item => item.GetMetadata("Type") == "package").OrderBy(item => item.ItemSpec, StringComparer.OrdinalIgnoreCase))
{
    string name = package.GetMetadata("Name");
    string folder = package.GetMetadata("ResolvedPath");
    XElement metadata = XDocument.Load(System.IO.Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root.Elements().Single(element => element.Name.LocalName == "metadata");
    Func<string, XElement> find = field => metadata.Elements().FirstOrDefault(element => element.Name.LocalName == field);
    XElement declared = find("license");
    string license = declared != null && (string)declared.Attribute("type") == "expression" ? declared.Value.Trim() : null;
    string fromList;
    license = license ?? (known.TryGetValue(name, out fromList) ? fromList : null);
    List<string> files = noticeFiles(folder);
    if (declared != null && (string)declared.Attribute("type") == "file")
    {
        files = files.Concat(new[] { System.IO.Path.Combine(folder, declared.Value.Trim()) }).Distinct().ToList();
    }

    bool hasLicenseFile = files.Any(path => System.IO.Path.GetFileName(path).StartsWith("licen", StringComparison.OrdinalIgnoreCase));
    if (!hasLicenseFile && (license == null || !texts.ContainsKey(license)))
    {
        Log.LogError("{0}: no text of the license '{1}'. Add it to Notices/Licenses, or name the package's license in KnownLicense.", package.ItemSpec, license ?? "unknown");
        continue;
    }

    string title = name + " " + package.GetMetadata("Version");
    XElement copyright = find("copyright");
    XElement authors = find("authors");
    string holder = copyright != null ? copyright.Value.Trim() : authors.Value.Trim();
    bool isStated = holder.StartsWith("Copyright", StringComparison.OrdinalIgnoreCase) || holder.StartsWith("©") || holder.StartsWith("(c)");
    writeHeading(title, license ?? "see below");
    notices.Append(isStated ? "" : "Copyright (c) ").Append(holder).Append('\n');
    if (!hasLicenseFile)
    {
        writeText(title, texts[license]);
    }

    foreach (string path in files)
    {
        writeText(title, System.IO.File.ReadAllText(path));
    }
}

foreach (ITaskItem pack in RuntimePacks ?? new ITaskItem[0])
{
    string title = pack.GetMetadata("NuGetPackageId") + " " + pack.GetMetadata("NuGetPackageVersion");
    writeHeading(title, "MIT");
    foreach (string path in noticeFiles(pack.GetMetadata("PackageDirectory")))
    {
        writeText(title, System.IO.File.ReadAllText(path));
    }
}

foreach (ITaskItem work in BundledWorks ?? new ITaskItem[0])
{
    writeHeading(work.ItemSpec, work.GetMetadata("License"));
    writeText(work.ItemSpec, System.IO.File.ReadAllText(work.GetMetadata("File")));
}

string whole = notices.ToString();
if (!System.IO.File.Exists(File) || System.IO.File.ReadAllText(File) != whole)
{
    System.IO.Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File));
    System.IO.File.WriteAllText(File, whole);
}
