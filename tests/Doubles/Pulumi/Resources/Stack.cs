using System.Reflection;

namespace Pulumi;

/// <summary>The root of all resources of a program. Its properties that are marked with <see cref="OutputAttribute"/> are what the stack gives out.</summary>
public class Stack : ComponentResource
{
    internal const string RootType = "pulumi:pulumi:Stack";

    /// <summary>Registers the stack; there is one in a deployment.</summary>
    public Stack(StackOptions? options = null)
        : base(
            RootType,
            $"{Deployment.Instance.ProjectName}-{Deployment.Instance.StackName}",
            options is null ? null : new ComponentResourceOptions { ResourceTransformations = options.ResourceTransformations })
        => Deployment.Instance.Deployment.Stack = this;

    internal void RegisterPropertyOutputs()
    {
        var outputs = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.IsDefined(typeof(OutputAttribute)) && !property.DeclaringType!.IsAssignableFrom(typeof(Stack)))
            .ToDictionary(property => property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name, property => property.GetValue(this));
        var unassigned = outputs.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList();
        if (unassigned.Count > 0)
        {
            throw new RunException($"Output(s) '{string.Join(", ", unassigned)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        }

        var others = outputs.Where(pair => pair.Value is not IOutput).Select(pair => pair.Key).ToList();
        if (others.Count > 0)
        {
            throw RunException.OutputsHaveIncorrectType(others);
        }

        RegisterOutputs(outputs);
    }
}
