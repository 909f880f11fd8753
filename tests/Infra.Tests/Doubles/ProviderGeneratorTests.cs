using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NUnit.Framework;
using Pulumi.Generator;

namespace Infra.Tests.Doubles;

[TestFixture]
public class ProviderGeneratorTests
{
    private const string Facts = """
        {
          "package": "zoo", "version": "1.2.3", "namespace": "Pulumi.Zoo",
          "resources": [
            { "token": "zoo:Cage", "namespace": "Pulumi.Zoo", "class": "Cage", "kind": "custom", "inputs": [
              { "name": "namespace", "csharp": "Namespace", "type": "string", "required": true },
              { "name": "animals", "csharp": "Animals", "type": "list(object(Animal))", "required": true },
              { "name": "tags", "csharp": "Tags", "type": "map(string)" },
              { "name": "metal", "csharp": "Metal", "type": "union(string,enum(Metal))" },
              { "name": "anyone", "csharp": "Anyone", "type": "union(string,boolean,integer)" },
              { "name": "key", "csharp": "Key", "type": "string", "secret": true, "deprecated": "Nobody locks." }
            ], "outputs": [
              { "name": "namespace", "csharp": "Namespace", "type": "string", "required": true },
              { "name": "animals", "csharp": "Animals", "type": "list(object(Animal))" },
              { "name": "weight", "csharp": "Weight", "type": "number" },
              { "name": "key", "csharp": "Key", "type": "string", "secret": true }
            ] },
            { "token": "zoo:Pit", "namespace": "Pulumi.Zoo", "class": "Pit", "kind": "custom", "deprecated": "Use \"Cage\".", "inputs": [], "outputs": [] }
          ],
          "functions": [
            { "token": "zoo:getTime", "namespace": "Pulumi.Zoo", "class": "GetTime", "inputs": [], "outputs": [ { "name": "hour", "csharp": "Hour", "type": "integer", "required": true } ] },
            { "token": "zoo:getKeeper", "namespace": "Pulumi.Zoo", "class": "GetKeeper",
              "inputs": [ { "name": "name", "csharp": "Name", "type": "string", "required": true, "plain": true }, { "name": "tags", "csharp": "Tags", "type": "map(string)", "plain": true } ],
              "outputs": [ { "name": "default", "csharp": "Default", "type": "map(list(string))" } ] }
          ],
          "types": [
            { "name": "Animal", "namespace": "Pulumi.Zoo", "class": "Animal",
              "inputs": [ { "name": "legs", "csharp": "Legs", "type": "integer" } ],
              "outputs": [ { "name": "legs", "csharp": "Legs", "type": "integer" } ] }
          ],
          "enums": [
            { "name": "Metal", "namespace": "Pulumi.Zoo", "class": "Metal", "values": [ { "csharp": "Iron", "value": "iron" }, { "csharp": "Lead", "value": "lead", "deprecated": "Poison." } ] }
          ]
        }
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    private static readonly ImmutableArray<PortableExecutableReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    [Test]
    public void Generates_a_package_that_compiles_without_a_warning()
    {
        Run(Driver(Facts), Compilation(), out Compilation? generated);
        Assert.That(generated.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), Is.Empty);
        Assert.That(generated.SyntaxTrees.Count(), Is.EqualTo(7));
    }

    [TestCase("_ = new Pit(\"a\");", "CS0618", Description = "a deprecated resource warns")]
    [TestCase("_ = new CageArgs { Key = \"b\" };", "CS0618", Description = "a deprecated property warns")]
    [TestCase("_ = Metal.Lead;", "CS0618", Description = "a deprecated value warns")]
    [TestCase("_ = new CageArgs { Anyone = new object() };", null, Description = "of more than two types it is any object")]
    [TestCase("_ = new CageArgs { Metal = Metal.Iron, Tags = { [\"a\"] = \"b\" }, Animals = { new Pulumi.Zoo.Inputs.AnimalArgs { Legs = 4 } } };", null)]
    [TestCase("_ = GetTime.Invoke().Apply(time => time.Hour);", null)]
    [TestCase("_ = GetKeeper.Invoke(new() { Name = Pulumi.Output.Create(\"a\") });", null)]
    [TestCase("_ = GetKeeper.InvokeAsync(new() { Name = \"a\" });", null)]
    [TestCase("_ = GetKeeper.Invoke();", "CS1501", Description = "a function needs the arguments that are required")]
    [TestCase("_ = GetKeeper.InvokeAsync(new() { Name = Pulumi.Output.Create(\"a\") });", "CS0029", Description = "a plain argument takes no output")]
    [TestCase("_ = new Cage(\"a\");", "CS7036", Description = "a resource needs the arguments that are required")]
    public void Generates_members_that_are_used_as_the_real_ones_are(string statement, string? problem)
    {
        string program = $"using Pulumi.Zoo; class Program {{ void Use() {{ {statement} }} }}";
        Run(Driver(Facts), Compilation(program), out Compilation? generated);
        IEnumerable<string> diagnostics = generated.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.Id).Distinct();
        Assert.That(diagnostics, Is.EqualTo(problem is null ? [] : new[] { problem }));
    }

    [Test]
    public void Generates_nothing_again_when_something_else_changed()
    {
        GeneratorDriver driver = Run(Driver(Facts), Compilation(), out _);
        driver = Run(driver, Compilation("class Other;"), out _);
        Assert.That(Reasons(driver), Is.EqualTo(Enumerable.Repeat(IncrementalStepRunReason.Cached, 7)));
    }

    [Test]
    public void Generates_only_what_a_change_of_the_facts_changes()
    {
        var facts = new FactsFile(Facts);
        GeneratorDriver driver = Run(Driver(facts), Compilation(), out _);
        driver = driver.ReplaceAdditionalText(facts, new FactsFile(Facts.Replace("Iron", "Steel", StringComparison.Ordinal)));
        driver = Run(driver, Compilation(), out _);
        Assert.That(Reasons(driver).Count(reason => reason == IncrementalStepRunReason.Modified), Is.EqualTo(1));
        Assert.That(Reasons(driver).Count(reason => reason == IncrementalStepRunReason.Cached), Is.EqualTo(6));
    }

    [TestCase("[")]
    [TestCase("{ \"package\": tru }")]
    [TestCase("{ \"types\": [], \"enums\": [], \"resources\": [ { \"class\": \"Cage\" } ] }")]
    [TestCase("{ \"types\": [], \"enums\": [ { \"name\": 7 } ] }")]
    public void Fails_on_facts_that_it_cannot_read(string facts)
    {
        GeneratorDriverRunResult result = Run(Driver(facts), Compilation(), out _).GetRunResult();
        Assert.That(result.Results.Single().Exception, Is.TypeOf<FormatException>());
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Id), Is.EqualTo(["CS8785"]));
    }

    private static CSharpGeneratorDriver Driver(string facts) => Driver(new FactsFile(facts));

    private static CSharpGeneratorDriver Driver(FactsFile facts)
        => CSharpGeneratorDriver.Create(
            [new ProviderGenerator().AsSourceGenerator()],
            [facts, new FactsFile("not facts", "readme.txt")],
            ParseOptions,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private static GeneratorDriver Run(GeneratorDriver driver, Compilation compilation, out Compilation generated)
        => driver.RunGeneratorsAndUpdateCompilation(compilation, out generated, out _);

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorDriver driver)
        => driver.GetRunResult().Results.Single().TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);

    private static CSharpCompilation Compilation(params string[] sources)
        => CSharpCompilation.Create(
            "Pulumi.Zoo",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private sealed class FactsFile(string text, string path = "zoo.json") : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
