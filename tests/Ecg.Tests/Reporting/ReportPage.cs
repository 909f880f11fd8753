using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ecg.Tests.Reporting;

/// <summary>A report as its markup says it: read as XML, which forgives no mistake in nesting or escaping.</summary>
internal sealed partial class ReportPage
{
    private ReportPage(XDocument document) => Document = document;

    public XDocument Document { get; }

    public IEnumerable<XElement> Elements => Document.Root!.DescendantsAndSelf();

    public string Style => Elements.Single(element => element.Name == "style").Value;

    public static ReportPage Parse(string html)
    {
        string body = VoidElements().Replace(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal), "<$1$2/>");
        return new(XDocument.Parse(body));
    }

    public IEnumerable<XElement> Named(string name) => Elements.Where(element => element.Name == name);

    public XElement Section(string id) => Named("section").Single(section => (string?)section.Attribute("aria-labelledby") == id);

    [GeneratedRegex("<(meta|br)\\b((?:[^\">]|\"[^\"]*\")*)>")]
    private static partial Regex VoidElements();
}
