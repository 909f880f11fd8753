using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace Pulumi.Generator;

/// <summary>Writes the classes of a package, with the members and types that the real package's classes have.</summary>
internal sealed class PackageWriter
{
    private readonly Fact _package;
    private readonly TypeNames _names;

    private PackageWriter(Fact package)
    {
        _package = package;
        _names = new TypeNames(package);
    }

    /// <summary>All files of the package that the facts are about.</summary>
    public static ImmutableArray<GeneratedFile> Write(string facts) => [.. new PackageWriter(new Fact(JsonReader.Read(facts))).Files()];

    private IEnumerable<GeneratedFile> Files()
    {
        foreach (Fact resource in _package.List("resources"))
        {
            yield return File(resource.Namespace, resource.Class, writer => Resource(writer, resource));
        }

        foreach (Fact function in _package.List("functions"))
        {
            yield return File(function.Namespace, function.Class, writer => Function(writer, function));
        }

        foreach (Fact type in _package.List("types"))
        {
            if (type.Has("inputs"))
            {
                yield return File($"{type.Namespace}.Inputs", $"{type.Class}Args", writer => Arguments(writer, $"{type.Class}Args", "ResourceArgs", type.List("inputs")));
            }

            if (type.Has("outputs"))
            {
                yield return File($"{type.Namespace}.Outputs", type.Class, writer => Result(writer, type.Class, type.List("outputs")));
            }
        }

        foreach (Fact enumeration in _package.List("enums"))
        {
            yield return File(enumeration.Namespace, enumeration.Class, writer => Enumeration(writer, enumeration));
        }
    }

    private static GeneratedFile File(string @namespace, string name, Action<SourceWriter> write)
    {
        var writer = new SourceWriter(@namespace);
        write(writer);
        return new GeneratedFile($"{@namespace}.{name}.g.cs", writer.ToString());
    }

    private void Resource(SourceWriter writer, Fact resource)
    {
        bool isComponent = resource.Text("kind") == "component";
        string baseClass = isComponent ? "ComponentResource" : "CustomResource";
        string options = $"{baseClass}Options";
        string name = resource.Class;
        string token = resource.Text("token");
        ImmutableArray<Fact> inputs = resource.List("inputs");
        string arguments = inputs.Any(input => input.IsRequired) ? $"{name}Args args" : $"{name}Args? args = null";
        string secrets = string.Join(", ", resource.List("outputs").Where(output => output.IsSecret).Select(output => Literal(output.Name)));

        Obsolete(writer, resource);
        writer.Line($"[global::Pulumi.ResourceType({Literal(token)}, {Literal(_package.Text("version"))})]")
            .Line($"public partial class {name} : global::Pulumi.{baseClass}")
            .Open();
        foreach (Fact output in resource.List("outputs"))
        {
            writer.Line($"[global::Pulumi.Output({Literal(output.Name)})]")
                .Line($"public global::Pulumi.Output<{_names.Output(output)}> {output.CSharp} {{ get; private set; }} = null!;")
                .Line();
        }

        writer.Line($"public {name}(string name, {arguments}, global::Pulumi.{options}? options = null)")
            .Line($"    : base({Literal(token)}, name, args ?? new {name}Args(), MakeResourceOptions(options){(isComponent ? ", remote: true" : "")})")
            .Open()
            .Close()
            .Line()
            .Line($"private static global::Pulumi.{options} MakeResourceOptions(global::Pulumi.{options}? options)")
            .Line($"    => global::Pulumi.{options}.Merge(new global::Pulumi.{options}")
            .Open()
            .Line($"Version = {Literal(_package.Text("version"))},")
            .LineIf(secrets.Length > 0, $"AdditionalSecretOutputs = {{ {secrets} }},")
            .Close()
            .Line(", options);")
            .Close()
            .Line();
        Arguments(writer, $"{name}Args", "ResourceArgs", inputs);
    }

    private void Function(SourceWriter writer, Fact function)
    {
        string name = function.Class;
        string token = Literal(function.Text("token"));
        ImmutableArray<Fact> inputs = function.List("inputs");
        bool isRequired = inputs.Any(input => input.IsRequired);
        string result = $"{name}Result";

        Obsolete(writer, function);
        writer.Line($"public static class {name}").Open();
        if (inputs.Length == 0)
        {
            writer.Line($"public static global::System.Threading.Tasks.Task<{result}> InvokeAsync(global::Pulumi.InvokeOptions? options = null)")
                .Line($"    => global::Pulumi.Deployment.Instance.InvokeAsync<{result}>({token}, global::Pulumi.InvokeArgs.Empty, options);")
                .Line()
                .Line($"public static global::Pulumi.Output<{result}> Invoke(global::Pulumi.InvokeOptions? options = null)")
                .Line($"    => global::Pulumi.Deployment.Instance.Invoke<{result}>({token}, global::Pulumi.InvokeArgs.Empty, options);")
                .Line()
                .Line($"public static global::Pulumi.Output<{result}> Invoke(global::Pulumi.InvokeOutputOptions options)")
                .Line($"    => global::Pulumi.Deployment.Instance.Invoke<{result}>({token}, global::Pulumi.InvokeArgs.Empty, options);")
                .Close();
        }
        else
        {
            string Parameter(string type) => isRequired ? $"{type} args" : $"{type}? args = null";
            writer.Line($"public static global::System.Threading.Tasks.Task<{result}> InvokeAsync({Parameter($"{name}Args")}, global::Pulumi.InvokeOptions? options = null)")
                .Line($"    => global::Pulumi.Deployment.Instance.InvokeAsync<{result}>({token}, args ?? new {name}Args(), options);")
                .Line()
                .Line($"public static global::Pulumi.Output<{result}> Invoke({Parameter($"{name}InvokeArgs")}, global::Pulumi.InvokeOptions? options = null)")
                .Line($"    => global::Pulumi.Deployment.Instance.Invoke<{result}>({token}, args ?? new {name}InvokeArgs(), options);")
                .Line()
                .Line($"public static global::Pulumi.Output<{result}> Invoke({name}InvokeArgs args, global::Pulumi.InvokeOutputOptions options)")
                .Line($"    => global::Pulumi.Deployment.Instance.Invoke<{result}>({token}, args ?? new {name}InvokeArgs(), options);")
                .Close()
                .Line();
            Arguments(writer, $"{name}Args", "InvokeArgs", inputs);
            writer.Line();
            Arguments(writer, $"{name}InvokeArgs", "InvokeArgs", inputs, isNeverPlain: true);
        }

        writer.Line();
        Result(writer, result, function.List("outputs"));
    }

    private void Arguments(SourceWriter writer, string name, string baseClass, ImmutableArray<Fact> inputs, bool isNeverPlain = false)
    {
        writer.Line($"public sealed class {name} : global::Pulumi.{baseClass}").Open();
        foreach (Fact input in inputs)
        {
            Argument(writer, input, input.IsPlain && !isNeverPlain);
            writer.Line();
        }

        writer.Line($"public {name}()")
            .Open()
            .Close()
            .Line()
            .Line($"public static new {name} Empty => new {name}();")
            .Close();
    }

    private void Argument(SourceWriter writer, Fact input, bool isPlain)
    {
        string attribute = $"[global::Pulumi.Input({Literal(input.Name)}{(input.IsRequired ? ", required: true" : "")})]";
        string type = _names.Input(input, isPlain);
        string bare = type.TrimEnd('?');
        bool isCollection = TypeExpression.Parse(input.Type).Kind is "list" or "map";
        if (!isCollection && !input.IsSecret)
        {
            Obsolete(writer.Line(attribute), input);
            writer.Line($"public {Hiding(input)}{type} {input.CSharp} {{ get; set; }}{(input.IsRequired ? " = null!;" : "")}");
            return;
        }

        string field = $"_{input.Name}";
        writer.Line(attribute).Line($"private {bare}? {field};").Line();
        Obsolete(writer, input);
        writer.Line($"public {Hiding(input)}{(isCollection ? bare : type)} {input.CSharp}")
            .Open()
            .Line(isCollection ? $"get => {field} ??= new {bare}();" : $"get => {field}{(input.IsRequired ? "!" : "")};")
            .Line(input.IsSecret ? $"set => {field} = global::Pulumi.Output.CreateSecret(global::Pulumi.InputExtensions.ToOutput(value));" : $"set => {field} = value;")
            .Close();
    }

    private void Result(SourceWriter writer, string name, ImmutableArray<Fact> outputs)
    {
        writer.Line("[global::Pulumi.OutputType]").Line($"public sealed class {name}").Open();
        foreach (Fact output in outputs)
        {
            writer.Line($"public {Hiding(output)}readonly {_names.Output(output)} {output.CSharp};").Line();
        }

        writer.Line("[global::Pulumi.OutputConstructor]")
            .Line($"private {name}({string.Join(", ", outputs.Select(output => $"{_names.Output(output)} @{output.Name}"))})")
            .Open();
        foreach (Fact output in outputs)
        {
            writer.Line($"{output.CSharp} = @{output.Name};");
        }

        writer.Close().Close();
    }

    private static void Enumeration(SourceWriter writer, Fact enumeration)
    {
        string name = enumeration.Class;
        writer.Line("[global::Pulumi.EnumType]")
            .Line($"public readonly struct {name} : global::System.IEquatable<{name}>")
            .Open()
            .Line("private readonly string _value;")
            .Line()
            .Line($"private {name}(string value) => _value = value ?? throw new global::System.ArgumentNullException(nameof(value));")
            .Line();
        foreach (Fact value in enumeration.List("values"))
        {
            Obsolete(writer, value);
            writer.Line($"public static {name} {value.CSharp} {{ get; }} = new {name}({Literal(value.Text("value"))});").Line();
        }

        writer.Line($"public static bool operator ==({name} left, {name} right) => left.Equals(right);")
            .Line()
            .Line($"public static bool operator !=({name} left, {name} right) => !left.Equals(right);")
            .Line()
            .Line($"public static explicit operator string({name} value) => value._value;")
            .Line()
            .Line($"public override bool Equals(object? obj) => obj is {name} other && Equals(other);")
            .Line()
            .Line($"public bool Equals({name} other) => string.Equals(_value, other._value, global::System.StringComparison.Ordinal);")
            .Line()
            .Line("public override int GetHashCode() => _value?.GetHashCode() ?? 0;")
            .Line()
            .Line("public override string ToString() => _value;")
            .Close();
    }

    private static void Obsolete(SourceWriter writer, Fact fact)
    {
        if (fact.Deprecated is { } why)
        {
            writer.Line($"[global::System.Obsolete({Literal(why)})]");
        }
    }

    // The real packages hide the method of every object without saying so.
    private static string Hiding(Fact property) => property.CSharp == nameof(Equals) ? "new " : "";

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
