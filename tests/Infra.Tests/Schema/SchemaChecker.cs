using System.Collections.Immutable;
using Pulumi;
using Pulumi.Serialization;

namespace Infra.Tests.Schema;

/// <summary>
/// Finds in a resource's inputs what its provider does not know, lacks, cannot take or has given up. A secret is looked into; an unknown value is
/// taken for whatever it should be.
/// </summary>
internal sealed class SchemaChecker(params ProviderSchema[] providers)
{
    /// <summary>The checker for everything that the program uses.</summary>
    public static SchemaChecker ForProgram { get; } = new(ProviderSchema.Load("aws"), ProviderSchema.Load("awsx"));

    /// <summary>All errors of a resource's inputs, given by their names in the schema, ordered by their paths.</summary>
    public ImmutableArray<SchemaError> Check(string type, ImmutableDictionary<string, object?> inputs)
    {
        foreach (ProviderSchema provider in providers)
        {
            if (provider.Resources.TryGetValue(type, out SchemaObject? resource))
            {
                var check = new ProviderCheck(provider);
                check.CheckObject(type, resource, inputs);
                return check.Errors;
            }
        }

        return [new SchemaError(type, "no such resource is known; it may be missing from the list of those in use")];
    }

    private sealed class ProviderCheck(ProviderSchema provider)
    {
        private readonly List<SchemaError> _errors = [];

        public ImmutableArray<SchemaError> Errors => [.. _errors.OrderBy(error => error.Path, StringComparer.Ordinal)];

        public void CheckObject(string path, SchemaObject schema, ImmutableDictionary<string, object?> values)
        {
            if (schema.Deprecation is { } why)
            {
                Report(path, $"deprecated: {why}");
            }

            foreach ((string? name, object? value) in values)
            {
                if (!schema.Properties.TryGetValue(name, out SchemaProperty? property))
                {
                    Report($"{path}.{name}", "unknown property");
                }
                else if (!IsAbsent(value))
                {
                    CheckProperty($"{path}.{name}", property, value);
                }
            }

            foreach (SchemaProperty? property in schema.Properties.Values.Where(property => property.IsRequired && IsAbsent(values.GetValueOrDefault(property.Name))))
            {
                Report($"{path}.{property.Name}", "required, but there is no value");
            }
        }

        private static bool IsAbsent(object? value) => value is null or Secret { Value: null };

        private void CheckProperty(string path, SchemaProperty property, object? value)
        {
            if (property.Deprecation is { } why)
            {
                Report(path, $"deprecated: {why}");
            }

            CheckValue(path, property.Type, value);
        }

        private void CheckValue(string path, SchemaType type, object? value)
        {
            switch (type.Kind, value)
            {
                case (_, Unknown):
                case ("any", _):
                case ("string", string):
                case ("boolean", bool):
                case ("integer", int):
                case ("integer", double whole) when double.IsInteger(whole):
                case ("number", int or double):
                case ("archive", Archive):
                    break;
                case (_, Secret secret):
                    CheckValue(path, type, secret.Value);
                    break;
                case ("list", ImmutableArray<object?> list):
                    for (int i = 0; i < list.Length; i++)
                    {
                        CheckValue($"{path}[{i}]", type.Arguments[0], list[i]);
                    }

                    break;
                case ("map", ImmutableDictionary<string, object?> map):
                    foreach ((string? key, object? member) in map)
                    {
                        CheckValue($"{path}[\"{key}\"]", type.Arguments[0], member);
                    }

                    break;
                case ("object", ImmutableDictionary<string, object?> members):
                    CheckObject(path, provider.Object(type.Arguments[0].Kind), members);
                    break;
                case ("enum", string text):
                    CheckEnum(path, type, text);
                    break;
                case ("union", _):
                    CheckUnion(path, type, value);
                    break;
                default:
                    Report(path, $"must be {type}, but is {Describe(value)}");
                    break;
            }
        }

        private void CheckUnion(string path, SchemaType type, object? value)
        {
            // A text that may also be one of named values must be one of them: the names are all that the provider knows, and a slip of the pen is a text too.
            SchemaType? named = type.Arguments.FirstOrDefault(one => one.Kind == "enum");
            if (named is not null && value is string text)
            {
                CheckEnum(path, named, text);
                return;
            }

            SchemaType? fitting = type.Arguments.FirstOrDefault(one => (one.Kind, value) switch
            {
                ("object" or "map", ImmutableDictionary<string, object?>) or ("list", ImmutableArray<object?>) => true,
                _ => IsFit(one, value),
            });
            if (fitting is null)
            {
                Report(path, $"must be {type}, but is {Describe(value)}");
            }
            else
            {
                CheckValue(path, fitting, value);
            }
        }

        private bool IsFit(SchemaType type, object? value)
        {
            var trial = new ProviderCheck(provider);
            trial.CheckValue("", type, value);
            return trial._errors.Count == 0;
        }

        private void CheckEnum(string path, SchemaType type, string text)
        {
            ImmutableDictionary<string, string?> values = provider.Enum(type.Arguments[0].Kind);
            if (!values.TryGetValue(text, out string? why))
            {
                Report(path, $"'{text}' is no {type}; those are {string.Join(", ", values.Keys.Order(StringComparer.Ordinal))}");
            }
            else if (why is not null)
            {
                Report(path, $"'{text}' is deprecated: {why}");
            }
        }

        private void Report(string path, string problem) => _errors.Add(new SchemaError(path, problem));

        private static string Describe(object? value)
            => value switch
            {
                null => "null",
                string text => $"the string '{text}'",
                bool => "a boolean",
                int or double => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the number {value}"),
                ImmutableArray<object?> => "a list",
                ImmutableDictionary<string, object?> => "an object",
                _ => $"a {value.GetType().Name}",
            };
    }
}
