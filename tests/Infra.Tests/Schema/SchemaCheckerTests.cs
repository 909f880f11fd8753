using System.Collections.Immutable;
using NUnit.Framework;
using Pulumi;
using Pulumi.Serialization;

namespace Infra.Tests.Schema;

[TestFixture]
public class SchemaCheckerTests
{
    private const string Facts = """
        {
          "package": "zoo", "version": "1.2.3", "namespace": "Zoo",
          "resources": [
            { "token": "zoo:Cage", "namespace": "Zoo", "class": "Cage", "kind": "custom", "outputs": [], "inputs": [
              { "name": "label", "type": "string", "required": true },
              { "name": "isOpen", "type": "boolean" },
              { "name": "places", "type": "integer" },
              { "name": "weight", "type": "number" },
              { "name": "anything", "type": "any" },
              { "name": "photos", "type": "archive" },
              { "name": "tags", "type": "map(string)" },
              { "name": "animals", "type": "list(object(Animal))" },
              { "name": "keeper", "type": "object(Keeper)" },
              { "name": "bars", "type": "enum(Metal)" },
              { "name": "floor", "type": "union(string,enum(Metal))" },
              { "name": "rules", "type": "union(string,object(Keeper))" },
              { "name": "food", "type": "union(string,list(string))" },
              { "name": "sign", "type": "string", "deprecated": "Use label." },
              { "name": "key", "type": "string", "secret": true }
            ] },
            { "token": "zoo:Pit", "namespace": "Zoo", "class": "Pit", "kind": "custom", "deprecated": "Use Cage.", "inputs": [], "outputs": [] }
          ],
          "functions": [],
          "types": [
            { "name": "Animal", "inputs": [ { "name": "name", "type": "string", "required": true }, { "name": "legs", "type": "integer" } ] },
            { "name": "Keeper", "inputs": [ { "name": "hours", "type": "list(integer)" }, { "name": "alias", "type": "string", "deprecated": "Nobody asks." } ] },
            { "name": "OnlyTold", "outputs": [] }
          ],
          "enums": [
            { "name": "Metal", "values": [ { "csharp": "Iron", "value": "iron" }, { "csharp": "Lead", "value": "lead", "deprecated": "It is poison." } ] }
          ]
        }
        """;

    private static readonly SchemaChecker Checker = new(ProviderSchema.Parse(Facts));

    [Test]
    public void Accepts_values_of_the_right_types()
        => Assert.That(
            CheckCage(
                ("isOpen", true),
                ("places", 3),
                ("weight", 1.5),
                ("anything", List(Map(("a", 1)))),
                ("photos", new FileArchive("photos.zip")),
                ("tags", Map(("colour", "red"))),
                ("animals", List(Map(("name", "Tom"), ("legs", 4)))),
                ("keeper", Map(("hours", List(9, 17)))),
                ("bars", "iron"),
                ("floor", "iron"),
                ("key", new Secret("1234"))),
            Is.Empty);

    [Test]
    public void Accepts_whole_numbers_that_came_as_floating_point() => Assert.That(CheckCage(("places", 3.0), ("weight", 2)), Is.Empty);

    [Test]
    public void Accepts_either_side_of_a_union()
    {
        Assert.That(CheckCage(("rules", "none"), ("food", "hay")), Is.Empty);
        Assert.That(CheckCage(("rules", Map(("hours", List(9)))), ("food", List("hay", "oats"))), Is.Empty);
    }

    [Test]
    public void Accepts_an_unknown_value_for_anything_even_where_one_is_required()
        => Assert.That(
            Check(("label", Unknown.Value), ("places", Unknown.Value), ("bars", Unknown.Value), ("floor", Unknown.Value), ("animals", List(Unknown.Value)), ("keeper", new Secret(Unknown.Value))),
            Is.Empty);

    [Test]
    public void Rejects_an_unknown_property() => AssertErrors(CheckCage(("lable", "Tom")), "zoo:Cage.lable: unknown property");

    [Test]
    public void Rejects_an_unknown_property_deep_inside()
        => AssertErrors(
            CheckCage(("animals", List(Map(("name", "Tom")), Map(("name", "Eve"), ("wings", 2))))),
            "zoo:Cage.animals[1].wings: unknown property");

    [TestCase(false)]
    [TestCase(true)]
    public void Rejects_a_missing_required_property(bool isNull)
        => AssertErrors(isNull ? Check(("label", null)) : Check(), "zoo:Cage.label: required, but there is no value");

    [Test]
    public void Rejects_a_secret_of_nothing_where_a_value_is_required()
        => AssertErrors(Check(("label", new Secret(null))), "zoo:Cage.label: required, but there is no value");

    [Test]
    public void Rejects_a_missing_required_property_deep_inside()
        => AssertErrors(CheckCage(("animals", List(Map(("legs", 4))))), "zoo:Cage.animals[0].name: required, but there is no value");

    [TestCase("isOpen", "true", "must be boolean, but is the string 'true'")]
    [TestCase("places", "3", "must be integer, but is the string '3'")]
    [TestCase("places", 2.5, "must be integer, but is the number 2.5")]
    [TestCase("weight", true, "must be number, but is a boolean")]
    [TestCase("tags", "red", "must be map of string, but is the string 'red'")]
    [TestCase("animals", "Tom", "must be list of Animal, but is the string 'Tom'")]
    [TestCase("keeper", 7, "must be Keeper, but is the number 7")]
    [TestCase("photos", "photos.zip", "must be archive, but is the string 'photos.zip'")]
    [TestCase("bars", 1, "must be Metal, but is the number 1")]
    [TestCase("floor", 1, "must be string or Metal, but is the number 1")]
    [TestCase("rules", false, "must be string or Keeper, but is a boolean")]
    public void Rejects_a_value_of_a_wrong_type(string property, object value, string problem)
        => AssertErrors(CheckCage((property, value)), $"zoo:Cage.{property}: {problem}");

    [Test]
    public void Rejects_a_value_of_a_wrong_type_deep_inside()
        => AssertErrors(
            CheckCage(("keeper", Map(("hours", List(9, "noon")))), ("tags", Map(("colour", List())))),
            "zoo:Cage.keeper.hours[1]: must be integer, but is the string 'noon'",
            "zoo:Cage.tags[\"colour\"]: must be string, but is a list");

    [Test]
    public void Looks_into_secrets() => AssertErrors(CheckCage(("keeper", new Secret(Map(("hours", "9"))))), "zoo:Cage.keeper.hours: must be list of integer, but is the string '9'");

    [Test]
    public void Looks_into_the_object_of_a_union()
        => AssertErrors(CheckCage(("rules", Map(("hour", 9)))), "zoo:Cage.rules.hour: unknown property");

    [TestCase("bars")]
    [TestCase("floor")]
    public void Rejects_a_value_outside_an_enumeration(string property)
        => AssertErrors(CheckCage((property, "wood")), $"zoo:Cage.{property}: 'wood' is no Metal; those are iron, lead");

    [TestCase("bars")]
    [TestCase("floor")]
    public void Rejects_a_deprecated_value_of_an_enumeration(string property)
        => AssertErrors(CheckCage((property, "lead")), $"zoo:Cage.{property}: 'lead' is deprecated: It is poison.");

    [Test]
    public void Rejects_a_deprecated_property() => AssertErrors(CheckCage(("sign", "Tom")), "zoo:Cage.sign: deprecated: Use label.");

    [Test]
    public void Rejects_a_deprecated_property_deep_inside() => AssertErrors(CheckCage(("keeper", Map(("alias", "Al")))), "zoo:Cage.keeper.alias: deprecated: Nobody asks.");

    [Test]
    public void Rejects_a_deprecated_resource()
        => AssertErrors(Checker.Check("zoo:Pit", Map()), "zoo:Pit: deprecated: Use Cage.");

    [Test]
    public void Rejects_a_resource_that_it_has_no_facts_of()
        => AssertErrors(Checker.Check("zoo:Pond", Map()), "zoo:Pond: no such resource is known; it may be missing from the list of those in use");

    [Test]
    public void Reports_every_error_in_the_order_of_the_paths()
        => AssertErrors(
            Check(("places", "3"), ("colour", "red"), ("sign", 1)),
            "zoo:Cage.colour: unknown property",
            "zoo:Cage.label: required, but there is no value",
            "zoo:Cage.places: must be integer, but is the string '3'",
            "zoo:Cage.sign: deprecated: Use label.",
            "zoo:Cage.sign: must be string, but is the number 1");

    private static void AssertErrors(ImmutableArray<SchemaError> errors, params string[] expected)
        => Assert.That(errors.Select(error => error.ToString()), Is.EqualTo(expected));

    private static ImmutableArray<SchemaError> CheckCage(params (string Name, object? Value)[] values) => Check([("label", "Cats"), .. values]);

    private static ImmutableArray<SchemaError> Check(params (string Name, object? Value)[] values) => Checker.Check("zoo:Cage", Map(values));

    private static ImmutableDictionary<string, object?> Map(params (string Name, object? Value)[] values) => values.ToImmutableDictionary(one => one.Name, one => one.Value);

    private static ImmutableArray<object?> List(params object?[] values) => [.. values];
}
