namespace Kelpie.Analysis;

/// <content>The lists that keywords depend on.</content>
internal static partial class StopWords
{
    private const string English =
        "a about above after again against all almost along already also although always am among an and another any anyone "
        + "anything are aren around as at away back be became because become been before being below between both but by came can "
        + "cannot could couldn did didn do does doesn doing don done down during each either else enough even ever every few "
        + "first for from further get gets given go goes going got had hadn has hasn have haven having he hence her here hers "
        + "herself him himself his how however i if in indeed instead into is isn it its itself just keep kept last least less "
        + "let like likely ll made make makes many may maybe me might mine more most much must mustn my myself near need neither "
        + "never next no nobody none nor not nothing now of off often on once one only onto or other others otherwise our ours "
        + "ourselves out over own per perhaps put quite rather re really said same say says see seem seems seen several shall she "
        + "should shouldn since so some someone something sometimes soon still such take takes than that the their theirs them "
        + "themselves then there therefore these they thing things this those though three through thus to together too toward "
        + "two under unless until up upon us use used uses using ve very via want wants was wasn way we well went were weren what "
        + "whatever when where whether which while who whole whom whose why will with within without won would wouldn yes yet you "
        + "your yours yourself yourselves";

    private const string German =
        "aber alle allem allen aller alles als also am an andere anderen anderer anderes auch auf aus bei beim bereits bin bis "
        + "bist da dabei dadurch daher damit danach dann daran darauf daraus darf darin darum darüber das dass dasselbe dazu dein "
        + "deine dem den denn dennoch der deren des deshalb dessen die dies diese diesem diesen dieser dieses dir doch dort du "
        + "durch dürfen ebenso eher ein eine einem einen einer eines einfach einige einigen einiger einiges einmal er erst es "
        + "etwa etwas euch euer fast für ganz gar gegen gemacht genau gerade gibt gleich haben hat hatte hatten hier hin hinter "
        + "ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja jede jedem jeden jeder jedes jedoch jemand "
        + "jetzt kann kannst kein keine keinem keinen keiner können könnte lassen machen man manche mehr mein meine meinen mich "
        + "mir mit mittels muss müssen nach nachdem nein nicht nichts noch nun nur ob oben oder ohne schon sehr sei sein seine "
        + "seinem seinen seiner seit selbst sich sie sind so sobald sofern sogar solche soll sollen sollte sondern sonst soweit "
        + "statt um und uns unser unsere unter viel viele vielen vom von vor war waren warum was weder weil weiter welche welchem "
        + "welchen welcher welches wenig wenn wer werden wie wieder will wir wird wirklich wo wollen worden wurde wurden während "
        + "zu zum zur zwar zwischen über";

    private const string French =
        "afin ai ainsi alors au aucun aucune aujourd auquel aussi autour autre autres aux avaient avait avant avec avez avoir "
        + "avons beaucoup bien car ce ceci cela celle celles celui ces cet cette ceux chaque chez comme comment contre dans de "
        + "depuis des deux devant doit doivent donc dont du déjà elle elles en encore enfin entre est et eu eux faire fait fois "
        + "font hors hui ici il ils jamais je jusqu jusque la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu "
        + "lorsque lui là ma mais malgré me mes moins mon même mêmes ne ni non nos notre nous on ont ou où par parce parfois "
        + "parmi pas pendant personne peu peut peuvent plus plusieurs plutôt pour pourquoi pourrait près puis puisque qu quand "
        + "que quel quelle quelles quelqu quelque quelques quels qui quoi rien sa sans se selon sera serait ses seulement si "
        + "sinon soit son sont sous souvent suis sur ta tandis tant te tel telle tels ton tous tout toute toutefois toutes trop "
        + "très tu un une vers voici voilà vos votre vous étaient était étant été être";

    private const string Spanish =
        "a al algo alguien alguna algunas alguno algunos algún allí ambos ante antes apenas aquel aquella aquellos aquí así "
        + "aunque aún bajo bastante bien cada casi como con conmigo contra cual cuales cualquier cuando cuanto cuál cuándo cómo "
        + "de debe deben decir del demás desde después donde dos durante dónde e el ella ellas ellos en encima entonces entre era "
        + "eran es esa esas ese eso esos esta estaba estado estar estas este esto estos está están fue fueron ha había habían "
        + "hace hacen hacer hacia han hasta hay he incluso la las le les lo los luego mas me mediante mejor menos mi mientras mis "
        + "misma mismo mismos mucha mucho muchos muy más nada nadie ni ninguna ninguno ningún no nos nosotros nuestra nuestro "
        + "nuestros nunca o os otra otras otro otros para parte pero poco por porque puede pueden pues puesto que quien quienes "
        + "quién qué se sea según ser será si sido siempre siendo sin sino sobre solamente solo son su sus sí sólo también "
        + "tampoco tan tanto te tener tenía tiene tienen toda todas todavía todo todos tras tu tus un una unas uno unos usted "
        + "ustedes vez y ya yo él";

    private const string Italian =
        "a abbiamo ad adesso agli ai al alcune alcuni alcuno all alla alle allo allora altra altre altri altro anche ancora "
        + "aver avere aveva avevano ben bene che chi chiunque ci ciascuno cioè ciò coi col come comunque con contro cosa così cui "
        + "da dagli dai dal dall dalla dalle dallo degli dei del dell della delle dello dentro deve devono di dopo dove dovrebbe "
        + "due dunque durante e ecco ed entrambi era erano essa esse essere essi fa fare fino fra fu furono già gli ha hai hanno "
        + "ho i il in infatti inoltre insieme invece io la le lei li lo loro lui lungo ma mai me meno mentre mi mia mio molta "
        + "molte molti molto ne negli nei nel nell nella nelle nello nessun nessuna nessuno niente noi non nostra nostro nulla né "
        + "o ogni oltre oppure ora per perché però più poco poi poiché possono potrebbe prima proprio può qual qualche quale "
        + "quali qualsiasi quando quanto quasi quel quella quelle quelli quello quest questa queste questi questo qui quindi sarà "
        + "se sei sembra sempre senza si sia siamo sono sopra sotto sta stata state stati stato su sua sue sugli sui sul sull "
        + "sulla sulle suo suoi te ti tra troppo tu tutta tutte tutti tutto un una uno verso vi voi volta vostro è";

    private const string Dutch =
        "aan al alle alleen alles als altijd ander andere anders ben bent beter bij bijna binnen buiten daar daarna daarom dan "
        + "dat de deze die dit doch doen door dus echter een eens eerst elk elke en enige enkele er ergens geen geweest haar had "
        + "hadden heb hebben heeft heel hem hen het hier hij hoe hun iemand iets ik in indien is ja je jij jou jouw jullie kan "
        + "kon kunnen maar maken me meer meest men met mij mijn misschien moet moeten na naar nadat niet niets nog nooit nu of om "
        + "omdat onder ons onze ook op over reeds samen sinds slechts sommige steeds te tegen ten ter terwijl toch toen tot "
        + "tussen u uit uw vaak van vanaf veel via volgens voor vooral waar waarom wanneer want waren was wat we wel welke werd "
        + "werden wie wij wil worden wordt zal ze zeer zelf zelfs zich zij zijn zo zoals zodat zonder zou zouden zowel zullen";

    private const string Portuguese =
        "a ainda algo algum alguma algumas alguns alguém além ambos ante antes ao aos apenas após aquela aquele aqueles aqui "
        + "aquilo as assim até bastante bem cada cerca com como contra contudo da daquele das de dela dele deles depois desde "
        + "dessa desse desta deste deve devem disso dizer do dois dos durante e ela elas ele eles em embora enquanto entanto "
        + "entre era eram essa essas esse esses esta estar estas estava este estes está estão eu faz fazem fazer foi for foram há "
        + "isso isto já lhe lhes logo lá mais mas me menos mesma mesmo mesmos meu meus mim minha muita muitas muito muitos na "
        + "nada nas nem nenhum nenhuma nessa nesse nesta neste ninguém no nos nossa nosso num numa nunca não nós o onde os ou "
        + "outra outras outro outros para parte pela pelas pelo pelos pode podem pois por porque portanto porém pouco qual "
        + "qualquer quando quanto quase que quem se seja sem sempre sendo ser será seu seus sido sim sob sobre sua suas são "
        + "também tanto tem tendo ter teu toda todas todavia todo todos tu tua tudo tão têm um uma umas uns vez você vocês vós à "
        + "às é";
}
