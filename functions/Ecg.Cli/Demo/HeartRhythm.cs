namespace Ecg.Cli.Demo;

/// <summary>What sets the pace of the model's heart.</summary>
internal enum HeartRhythm
{
    /// <summary>The sinus node: the process of the paper.</summary>
    Sinus,

    /// <summary>The sinus node, with every seventh beat a premature one of the ventricles and a full pause after it.</summary>
    VentricularEctopy,

    /// <summary>Atrial fibrillation: no P wave, intervals without order, fibrillatory waves between the beats.</summary>
    AtrialFibrillation,
}
