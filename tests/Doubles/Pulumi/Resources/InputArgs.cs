using System.Reflection;

namespace Pulumi;

/// <summary>The arguments of a resource, of a function, or of an object inside of them: what is marked with <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    /// <summary>Makes arguments without a value.</summary>
    protected InputArgs()
    {
    }

    /// <summary>The arguments by the names that the provider knows; an exception where a required one has no value.</summary>
    internal IEnumerable<KeyValuePair<string, object?>> ToDictionary()
    {
        const BindingFlags Instance = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Instance;
        IEnumerable<(MemberInfo, object? Value)> fields = GetType().GetFields(Instance).Select(field => ((MemberInfo)field, Value: field.GetValue(this)));
        IEnumerable<(MemberInfo, object? Value)> properties = GetType().GetProperties(Instance).Where(property => property.IsDefined(typeof(InputAttribute))).Select(property => ((MemberInfo)property, Value: property.GetValue(this)));
        foreach ((MemberInfo? member, object? value) in fields.Concat(properties))
        {
            if (member.GetCustomAttribute<InputAttribute>() is not { } attribute)
            {
                continue;
            }

            if (attribute.IsRequired && value is null)
            {
                throw new ArgumentNullException(member.Name, $"[Input] {GetType().FullName}.{member.Name} is required but was not given a value");
            }

            yield return KeyValuePair.Create(attribute.Name, value);
        }
    }
}
